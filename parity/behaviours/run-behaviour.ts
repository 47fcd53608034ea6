import { HutchError } from '#shared/errors.ts';
import { BehaviourRecorder, type TimelineEntry } from './behaviour-recorder.ts';
import { BEHAVIOURS } from './behaviours.ts';

const LIMIT_MS = 15_000;

/** Runs the scenario of a `re_*` case and returns what happened. Throws `timeout` when it hangs. */
export async function runBehaviour(caseName: string): Promise<TimelineEntry[]> {
  const scenario = BEHAVIOURS[scenarioName(caseName)];
  if (scenario === undefined) throw new HutchError('bad_request', `There is no scenario for the case ${caseName}`);
  const recorder = new BehaviourRecorder();
  let timer: ReturnType<typeof setTimeout> | undefined;
  const hangs = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new HutchError('timeout', `The scenario of ${caseName} hangs`)), LIMIT_MS);
  });
  try {
    await Promise.race([scenario(recorder), hangs]);
    return [...recorder.timeline];
  } finally {
    clearTimeout(timer);
    await recorder.dispose();
  }
}

function scenarioName(caseName: string): string {
  return caseName.replace(/^re_/, '');
}
