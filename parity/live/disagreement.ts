import { writeFile } from 'node:fs/promises';
import type fc from 'fast-check';

/** Something that the two engines do not agree on. */
export class Disagreement extends Error {
  /** What Python recorded. */
  readonly recorded: object;

  constructor(recorded: object, why: string) {
    super(why);
    this.recorded = recorded;
  }
}

/** Prints how checks went, and the smallest case that failed, with what draws it again; writes its recording to `file`. Returns how many failed. */
export async function report<T>(outcome: fc.RunDetails<[T]>, what: string, file: string): Promise<number> {
  const { failed, seed, counterexample, counterexamplePath, numRuns, numShrinks, errorInstance } = outcome;
  if (failed) {
    const why = errorInstance instanceof Error ? errorInstance.message : String(errorInstance ?? 'was interrupted');
    console.log(`FAILED   ${JSON.stringify(counterexample?.[0])}`);
    console.log(`         ${why}`);
    console.log(
      `         after ${numShrinks} steps of shrinking; again with --${what} 1 --seed ${seed} --path ${counterexamplePath}`,
    );
  }
  if (errorInstance instanceof Disagreement) {
    await writeFile(file, JSON.stringify(errorInstance.recorded, null, 1));
    console.log(`         written to ${file}`);
  }
  console.log(`${what}: seed ${seed}, ${numRuns} drawn`);
  return failed ? 1 : 0;
}
