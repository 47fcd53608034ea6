import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import fc from 'fast-check';
import { inWords, runCase } from '../run-case.ts';
import { arbitraryCase } from './arbitrary-case.ts';
import { Disagreement, report } from './disagreement.ts';
import { arbitraryRequest } from './inspection/arbitrary-request.ts';
import { type InspectionFolders, inspectedMessages, inspectionContext } from './inspection/inspected-messages.ts';
import { inspectionDifference } from './inspection/inspection-difference.ts';
import { PythonRecorder } from './python-recorder.ts';

export interface LiveOptions {
  /** How many cases, and how many requests to inspect, to draw. */
  readonly cases: number;
  readonly requests: number;
  /** Draws the same again. */
  readonly seed: number;
  /** Where to begin: the path of what failed, as it was printed. */
  readonly path?: string | undefined;
  /** A Python that has what `parity/python/requirements.txt` lists. */
  readonly python: string;
  /** The script that records. */
  readonly script: string;
  /** Where the smallest case that fails is written; emptied first. */
  readonly folder: string;
  readonly inspection: InspectionFolders;
}

/**
 * Draws random cases, has each recorded by Bluesky itself, runs it through our engine and compares; then draws requests to the plans that
 * ship, and compares what an inspection says with what Bluesky does. What fails first is made as small as it can be, printed with its
 * seed, and written to `folder`, where `npm run parity` finds it. Ends with `N passed, N failed, N skipped`.
 * Returns the exit status: 1 if anything failed.
 */
export async function runLive(options: LiveOptions): Promise<number> {
  const { cases, requests, python, script, folder } = options;
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
  const recorder = new PythonRecorder(python, script);
  try {
    const engines = cases > 0 ? await compareEngines(recorder, options) : 0;
    const inspections = requests > 0 ? await compareInspections(recorder, options) : 0;
    const failed = engines + inspections;
    console.log(`${cases + requests - failed} passed, ${failed} failed, 0 skipped`);
    return failed > 0 ? 1 : 0;
  } finally {
    recorder.close();
  }
}

async function compareEngines(recorder: PythonRecorder, options: LiveOptions): Promise<number> {
  const { cases, seed, path, folder } = options;
  const departures = new Map<string, number>();
  let disagrees = false;
  const property = fc.asyncProperty(arbitraryCase, async (request) => {
    const recorded = await recorder.record({ name: `live_${seed}`, ...request });
    const verdict = await runCase(recorded);
    disagrees ||= verdict.kind === 'failed';
    if (verdict.kind === 'failed') throw new Disagreement(recorded, verdict.why);
    // What is drawn after a failure only makes it smaller.
    if (verdict.kind !== 'departs' || disagrees) return;
    departures.set(verdict.decision, (departures.get(verdict.decision) ?? 0) + 1);
  });
  const outcome = await fc.check(property, { seed, numRuns: cases, ...(path && { path }) });
  for (const [decision, count] of departures) console.log(`departs  ${count} times: ${decision}`);
  return report(outcome, 'cases', join(folder, `live_${seed}.json`));
}

async function compareInspections(recorder: PythonRecorder, options: LiveOptions): Promise<number> {
  const { requests, seed, path, folder, inspection } = options;
  const context = await inspectionContext(inspection);
  const property = fc.asyncProperty(arbitraryRequest, async ({ request, python }) => {
    const recorded = await recorder.record({ name: `inspected_${seed}`, ...python });
    const difference = inspectionDifference(recorded.messages, await inspectedMessages(context, request));
    if (recorded.exception) throw new Disagreement(recorded, `Python cannot run it: ${recorded.exception.message}`);
    if (difference) throw new Disagreement(recorded, inWords(difference));
  });
  const outcome = await fc.check(property, { seed, numRuns: requests, ...(path && { path }) });
  return report(outcome, 'requests', join(folder, `inspected_${seed}.json`));
}
