import { caseFiles } from '../kit/case-files.ts';
import { caseDifference } from './case-difference.ts';
import { parseScanCase } from './scan-case.ts';

/**
 * Runs every case that `folder` and the folders in it hold, prints the first difference of each that fails, and at the end
 * `N passed, N failed`. Returns the exit status: 1 if any failed, 2 if there is nothing to run.
 */
export async function runCases(folder: string): Promise<number> {
  const cases = await caseFiles(folder, ['name', 'spec']);
  let failed = 0;
  for (const { name, text } of cases) {
    const difference = differenceOf(text);
    if (difference === undefined) continue;
    failed += 1;
    console.log(`FAILED   ${name}: ${difference}`);
  }
  if (cases.length === 0) console.error(`There are no cases in ${folder}`);
  console.log(`${cases.length - failed} passed, ${failed} failed`);
  if (cases.length === 0) return 2;
  return failed > 0 ? 1 : 0;
}

/** A file that cannot be read as a case, or that breaks our code, is a failing case too: the others are still run. */
function differenceOf(text: string): string | undefined {
  try {
    return caseDifference(parseScanCase(text));
  } catch (error) {
    return `cannot be run: ${error instanceof Error ? error.message : String(error)}`;
  }
}
