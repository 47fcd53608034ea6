import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { ParityCase } from './kit/parity-case.ts';
import { runCase, type Verdict } from './run-case.ts';

/** The cases of `folder`, sorted by name: every `.json` file in it, not in its subfolders. */
export async function casesOf(folder: string): Promise<string[]> {
  return (await readdir(folder)).filter((file) => file.endsWith('.json')).sort();
}

/** Reads a case and runs it. A file that is no case fails. */
export async function runFile(path: string): Promise<Verdict> {
  let parityCase: ParityCase;
  try {
    parityCase = ParityCase.parse(JSON.parse(await readFile(path, 'utf8')));
  } catch (error) {
    return { kind: 'failed', why: `cannot be read: ${error instanceof Error ? error.message : String(error)}` };
  }
  return runCase(parityCase);
}

/**
 * Runs every case of `folder` one after the other and prints the first difference of each that fails, and at the end
 * `N passed, N failed, N skipped`. A departure that was decided on passes, and is named with its decision.
 * Returns the exit status: 1 if any failed, 2 if there is nothing to run.
 */
export async function run(folder: string): Promise<number> {
  const files = await casesOf(folder);
  const counts = { passed: 0, failed: 0, departs: 0, skipped: 0 };
  for (const file of files) {
    const verdict = await runFile(join(folder, file));
    counts[verdict.kind] += 1;
    const name = file.replace(/\.json$/, '');
    if (verdict.kind === 'failed') console.log(`FAILED   ${name}: ${verdict.why}`);
    if (verdict.kind === 'skipped') console.log(`skipped  ${name}: ${verdict.why}`);
    if (verdict.kind === 'departs') console.log(`departs  ${name}: ${verdict.why} (${verdict.decision})`);
  }
  console.log(`${counts.passed + counts.departs} passed, ${counts.failed} failed, ${counts.skipped} skipped`);
  if (files.length === 0) return 2;
  return counts.failed > 0 ? 1 : 0;
}
