import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { caseDifference } from './case-difference.ts';
import { parseScanCase } from './scan-case.ts';

/**
 * Runs every case of `folder`, prints the first difference of each that fails, and at the end `N passed, N failed`.
 * Returns the exit status: 1 if any failed, 2 if there is nothing to run.
 */
export async function runCases(folder: string): Promise<number> {
  const files = await caseFiles(folder);
  let failed = 0;
  for (const file of files) {
    const difference = await fileDifference(join(folder, file));
    if (difference === undefined) continue;
    failed += 1;
    console.log(`${file}: ${difference}`);
  }
  if (files.length === 0) console.error(`${folder} holds no cases`);
  console.log(`${files.length - failed} passed, ${failed} failed`);
  if (files.length === 0) return 2;
  return failed > 0 ? 1 : 0;
}

/** Names of the cases in `folder`, sorted; none if there is no such folder. */
async function caseFiles(folder: string): Promise<string[]> {
  try {
    return (await readdir(folder)).filter((file) => file.endsWith('.json')).sort();
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return [];
    throw error;
  }
}

/** A file that cannot be read as a case, or that breaks our code, is a failing case too: the others are still run. */
async function fileDifference(path: string): Promise<string | undefined> {
  try {
    return caseDifference(parseScanCase(await readFile(path, 'utf8')));
  } catch (error) {
    return `cannot be run: ${error instanceof Error ? error.message : String(error)}`;
  }
}
