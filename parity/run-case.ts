import type { TimelineEntry } from './behaviours/behaviour-recorder.ts';
import { runBehaviour } from './behaviours/run-behaviour.ts';
import { timelineDifference } from './behaviours/timeline-difference.ts';
import { DEPARTURES, MISTAKEN_ERRORS, type MistakenError, SKIPPED } from './departures.ts';
import { canonicalCalls, canonicalDocuments, canonicalMessages } from './kit/canonical-order.ts';
import { type Difference, firstDifference } from './kit/first-difference.ts';
import type { ParityCase } from './kit/parity-case.ts';
import { type Outcome, runPlanCase } from './kit/run-plan-case.ts';

/** How a case went. */
export type Verdict =
  | { readonly kind: 'passed' }
  | { readonly kind: 'failed'; readonly why: string }
  | { readonly kind: 'departs'; readonly why: string; readonly decision: string }
  | { readonly kind: 'skipped'; readonly why: string };

const LIMIT_MS = 20_000;

/** Runs a case through our engine and compares it with the recording. Cases must be run one after the other. Never rejects. */
export async function runCase(parityCase: ParityCase): Promise<Verdict> {
  const skipped = SKIPPED.find(({ case: name }) => name === parityCase.name);
  if (skipped) return { kind: 'skipped', why: skipped.reason };
  const difference = await caseDifference(parityCase);
  const mistake = mistakeOf(parityCase);
  if (mistake && difference !== null) return { kind: 'departs', why: mistake.differs, decision: mistake.decision };
  const departure = DEPARTURES.find(({ case: name }) => name === parityCase.name);
  if (!departure) return difference === null ? { kind: 'passed' } : { kind: 'failed', why: difference };
  if (difference !== null) return { kind: 'departs', why: departure.differs, decision: departure.decision };
  return { kind: 'failed', why: `does not differ any more: take it out of departures.ts (${departure.decision})` };
}

function mistakeOf({ exception }: ParityCase): MistakenError | undefined {
  return MISTAKEN_ERRORS.find(({ type, message }) => type === exception?.type && message === exception.message);
}

async function caseDifference(parityCase: ParityCase): Promise<string | null> {
  try {
    if (parityCase.timeline) {
      const ours = await runBehaviour(parityCase.name);
      return timelineDifference(parityCase.timeline as unknown as TimelineEntry[], ours);
    }
    const ours = await withinLimit(runPlanCase(parityCase));
    const difference = outcomeDifference(parityCase, ours);
    return difference && inWords(difference);
  } catch (error) {
    return `cannot be run: ${error instanceof Error ? error.message : String(error)}`;
  }
}

/** Where our outcome of a plan case differs first: messages, then documents, then calls on devices, then how the call ended. */
export function outcomeDifference(recorded: ParityCase, ours: Outcome): Difference | null {
  const { messages, documents, device_log: calls = {}, exception } = recorded;
  const ended = exception ? { exception } : { result: recorded.result ?? null, exit_status: recorded.exit_status };
  const theirs = (encoded: readonly Encoded[]) => comparable(encoded, ours.sentence && exception?.message);
  const mine = (encoded: readonly Encoded[]) => comparable(encoded, ours.sentence);
  return (
    firstDifference(canonicalMessages(theirs(messages)), canonicalMessages(mine(ours.messages)), 'messages') ??
    firstDifference(canonicalDocuments(theirs(documents)), canonicalDocuments(mine(ours.documents)), 'documents') ??
    firstDifference(canonicalCalls(calls), canonicalCalls(ours.calls), 'device_log') ??
    endDifference(ended, ours.end)
  );
}

type Encoded = readonly unknown[];

/**
 * `encoded` without what cannot be equal: where in memory Python has a function, and `sentence`, which an error of Hutch's words in
 * its own way (decision 0010, row 20), where it is the reason of a failed run.
 */
function comparable(encoded: readonly Encoded[], sentence: string | undefined): Encoded[] {
  const reason = sentence === undefined ? undefined : `"reason":${JSON.stringify(sentence)}`;
  const text = JSON.stringify(encoded).replaceAll(' at 0xADDR>', '>');
  return JSON.parse(reason === undefined ? text : text.replaceAll(reason, '"reason":"(sentence)"')) as Encoded[];
}

/** Errors of Hutch have sentences, and where Python has none of its own, classes too: what counts is that there is one. */
function endDifference(expected: Record<string, unknown>, ours: Outcome['end']): Difference | null {
  const theirs = expected.exception as { type: string; message: string } | undefined;
  if (!theirs || !ours.exception) return firstDifference(expected, ours, 'end');
  const { type = theirs.type, message = theirs.message } = ours.exception;
  return firstDifference(theirs, { type, message }, 'exception');
}

function inWords({ path, expected, actual }: Difference): string {
  return `${path}: recorded ${shown(expected)}, ours ${shown(actual)}`;
}

function shown(value: unknown): string {
  return (JSON.stringify(value) ?? String(value)).slice(0, 300);
}

async function withinLimit<T>(running: Promise<T>): Promise<T> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const hangs = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`not done after ${LIMIT_MS / 1000} s`)), LIMIT_MS);
  });
  try {
    return await Promise.race([running, hangs]);
  } finally {
    clearTimeout(timer);
  }
}
