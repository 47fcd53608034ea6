import { caseFiles } from './kit/case-files.ts';
import { ParityCase } from './kit/parity-case.ts';
import { runCase, type Verdict } from './run-case.ts';

/** Every case that `folder` and the folders in it hold, sorted by name. */
export function casesOf(folder: string) {
  return caseFiles(folder, ['name', 'plan']);
}

/** Reads a case and runs it. What is no case fails. */
export async function runText(text: string): Promise<Verdict> {
  let parityCase: ParityCase;
  try {
    parityCase = ParityCase.parse(JSON.parse(text));
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
  const cases = await casesOf(folder);
  const counts = { passed: 0, failed: 0, departs: 0, skipped: 0 };
  for (const { name, text } of cases) {
    const verdict = await runText(text);
    counts[verdict.kind] += 1;
    if (verdict.kind === 'failed') console.log(`FAILED   ${name}: ${verdict.why}`);
    if (verdict.kind === 'skipped') console.log(`skipped  ${name}: ${verdict.why}`);
    if (verdict.kind === 'departs') console.log(`departs  ${name}: ${verdict.why} (${verdict.decision})`);
  }
  if (cases.length === 0) console.error(`There are no cases in ${folder}`);
  console.log(`${counts.passed + counts.departs} passed, ${counts.failed} failed, ${counts.skipped} skipped`);
  if (cases.length === 0) return 2;
  return counts.failed > 0 ? 1 : 0;
}
