import type { HostInfo } from '#shared/contract/host.ts';

/** Which files are not what was loaded, in a sentence: `plans/mine.ts and 2 other files have changed.` */
export function changedWords(files: readonly string[]): string {
  const [first = '', second, ...others] = files;
  if (second === undefined) return `${first} has changed.`;
  if (others.length === 0) return `${first} and ${second} have changed.`;
  return `${first} and ${files.length - 1} other files have changed.`;
}

/** Whose Hutch one watches, in a sentence. */
export function watchingWords({ workspace }: HostInfo): string {
  return `You are watching the Hutch that runs ${workspace.name}.`;
}
