import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { caseDifference } from './case-difference.ts';
import { ScanCase } from './scan-case.ts';

/**
 * Runs every case of `folder`, prints the first difference of each that fails, and at the end `N passed, N failed`.
 * Returns the exit status: 1 if any failed, 2 if there is nothing to run.
 */
export async function runCases(folder: string): Promise<number> {
  const files = (await readdir(folder)).filter((file) => file.endsWith('.json')).sort();
  let failed = 0;
  for (const file of files) {
    const difference = await fileDifference(join(folder, file));
    if (difference === undefined) continue;
    failed += 1;
    console.log(`${file}: ${difference}`);
  }
  console.log(`${files.length - failed} passed, ${failed} failed`);
  if (files.length === 0) return 2;
  return failed > 0 ? 1 : 0;
}

/** A file that cannot be read as a case, or that breaks our code, is a failing case too: the others are still run. */
async function fileDifference(path: string): Promise<string | undefined> {
  try {
    return caseDifference(ScanCase.parse(JSON.parse(await readFile(path, 'utf8'))));
  } catch (error) {
    return `cannot be run: ${error instanceof Error ? error.message : String(error)}`;
  }
}
