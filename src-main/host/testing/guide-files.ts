import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('../../../', import.meta.url));

/** A page of the documentation, by its path from the root: `docs/guide/write-a-plan.md`. */
export function readPage(path: string): Promise<string> {
  return readFile(join(ROOT, path), 'utf8');
}

/** Every block of TypeScript in a page. */
export function blocksOf(page: string): string[] {
  return [...page.matchAll(/^```ts\n([\s\S]*?)^```$/gm)].map(([, code = '']) => code);
}

/** The files of a guide: every block of TypeScript begins with its path. */
export function filesOf(page: string): Map<string, string> {
  const named = blocksOf(page).map((code) => /^\/\/ (\S+)\n([\s\S]*)$/.exec(code));
  return new Map(named.flatMap((match) => (match ? [[match[1] ?? '', match[2] ?? '']] : [])));
}

/** Writes files, by their paths, into `folder`. */
export async function writeFiles(
  folder: string,
  files: Iterable<readonly [path: string, code: string]>,
): Promise<void> {
  for (const [path, code] of files) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), code);
  }
}
