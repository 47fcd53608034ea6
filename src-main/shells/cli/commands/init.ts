import { join, relative, resolve } from 'node:path';
import type { CliContext } from '../cli-context.ts';
import type { ExitStatus } from '../exit-status.ts';
import { makeWorkspace } from '../workspace/make-workspace.ts';
import { MACHINE_DIR, writeAuthorFiles } from '../workspace/write-author-files.ts';

/** `hutch init`: a new workspace with a plan and devices that work at once. With `json` one value: `{dir, made, kept}`. */
export async function init(
  { application, terminal }: CliContext,
  folder: string,
  { json = false }: { json?: boolean },
): Promise<ExitStatus> {
  const dir = resolve(folder);
  const { made, kept } = await makeWorkspace(dir, join(application.root, 'templates', 'workspace'));
  await writeAuthorFiles(dir, application.root);
  if (json) {
    terminal.out(JSON.stringify({ dir, made, kept }));
    return 0;
  }
  terminal.out(`${dir} is a workspace now:`);
  for (const path of made) terminal.out(`  ${path}`);
  terminal.out(`  ${MACHINE_DIR}/  what editors need to know of this machine; not for git`);
  for (const path of kept) terminal.out(`  ${path}  was there, and is as it was`);
  const steps = relative(process.cwd(), dir) === '' ? [] : [`cd ${relative(process.cwd(), dir)}`];
  terminal.out(`Next: ${[...steps, 'hutch check', 'hutch run example'].join(' && ')}`);
  return 0;
}
