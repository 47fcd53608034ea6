import type { HostInfo } from '#shared/contract/host.ts';

/**
 * Which files are not what was loaded, in a sentence: `plans/mine.ts and 2 other files have changed.` Those of the workspace are named from
 * its folder, the one of the last of its `configuration` files.
 */
export function changedWords(files: readonly string[], configuration: readonly string[]): string {
  const folder = (configuration.at(-1) ?? '').replace(/[^/\\]+$/, '');
  const [first = '', second, ...others] = files.map((file) =>
    folder !== '' && file.startsWith(folder) ? file.slice(folder.length) : file,
  );
  if (second === undefined) return `${first} has changed.`;
  if (others.length === 0) return `${first} and ${second} have changed.`;
  return `${first} and ${files.length - 1} other files have changed.`;
}

/** Whose Hutch one watches, in a sentence: `You are watching the Hutch of ada on bl22 (pid 4711).` */
export function watchingWords({ served_by, workspace }: HostInfo): string {
  if (!served_by) return `You are watching the Hutch of ${workspace.name}.`;
  const { user, host, pid } = served_by;
  return `You are watching the Hutch of ${user} on ${host} (pid ${pid}).`;
}
