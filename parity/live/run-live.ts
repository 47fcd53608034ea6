import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import fc from 'fast-check';
import { runCase } from '../run-case.ts';
import { arbitraryCase, type CaseRequest } from './arbitrary-case.ts';
import { PythonRecorder } from './python-recorder.ts';

export interface LiveOptions {
  /** How many cases to draw. */
  readonly cases: number;
  /** Draws the same cases again. */
  readonly seed: number;
  /** Where to begin: the path of a case that failed, as it was printed. */
  readonly path?: string | undefined;
  /** A Python that has what `parity/python/requirements.txt` lists. */
  readonly python: string;
  /** The script that records. */
  readonly script: string;
  /** Where the smallest case that fails is written; emptied first. */
  readonly folder: string;
}

/**
 * Draws random cases, has each recorded by Bluesky itself, runs it through our engine and compares. The first case that fails is
 * made as small as it can be, printed with its seed, and written to `folder`, where `npm run parity` finds it.
 * Returns the exit status: 1 if a case failed.
 */
export async function runLive({ cases, seed, path, python, script, folder }: LiveOptions): Promise<number> {
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
  const recorder = new PythonRecorder(python, script);
  const departures = new Map<string, number>();
  const agrees = async (request: CaseRequest): Promise<void> => {
    const recorded = await recorder.record({ name: `live_${seed}`, ...request });
    const verdict = await runCase(recorded);
    if (verdict.kind === 'failed') throw new Disagreement(recorded, verdict.why);
    if (verdict.kind === 'departs') departures.set(verdict.decision, (departures.get(verdict.decision) ?? 0) + 1);
  };
  try {
    const property = fc.asyncProperty(arbitraryCase, agrees);
    const outcome = await fc.check(property, { seed, numRuns: cases, ...(path && { path }) });
    for (const [decision, count] of departures) console.log(`departs  ${count} times: ${decision}`);
    if (outcome.failed) await report(outcome, folder);
    console.log(`seed ${seed}`);
    console.log(
      `${outcome.failed ? outcome.numRuns - 1 : outcome.numRuns} passed, ${outcome.failed ? 1 : 0} failed, 0 skipped`,
    );
    return outcome.failed ? 1 : 0;
  } finally {
    recorder.close();
  }
}

/** A case that the two engines do not agree on. */
class Disagreement extends Error {
  readonly recorded: object;

  constructor(recorded: object, why: string) {
    super(why);
    this.recorded = recorded;
  }
}

async function report(
  { seed, counterexample, counterexamplePath, numShrinks, errorInstance }: fc.RunDetails<[CaseRequest]>,
  folder: string,
): Promise<void> {
  const why = errorInstance instanceof Error ? errorInstance.message : String(errorInstance);
  console.log(`FAILED   ${JSON.stringify(counterexample?.[0])}`);
  console.log(`         ${why}`);
  console.log(
    `         after ${numShrinks} steps of shrinking; again with --seed ${seed} --path ${counterexamplePath}`,
  );
  if (!(errorInstance instanceof Disagreement)) return;
  const file = join(folder, `live_${seed}.json`);
  await writeFile(file, JSON.stringify(errorInstance.recorded, null, 1));
  console.log(`         written to ${file}`);
}
