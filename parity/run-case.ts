import type { TimelineEntry } from './behaviours/behaviour-recorder.ts';
import { runBehaviour } from './behaviours/run-behaviour.ts';
import { timelineDifference } from './behaviours/timeline-difference.ts';
import { DEPARTURE_RULES, type DepartureRule, ENGINE_DEPARTURES } from './departure-rules.ts';
import { DEPARTURES, MISTAKEN_ERRORS, type MistakenError, SKIPPED } from './departures.ts';
import { canonicalCalls, canonicalDocuments, canonicalMessages } from './kit/canonical-order.ts';
import type { ComparableError } from './kit/exception-of.ts';
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
  const { difference, departs } = await caseDifference(parityCase);
  const mistake = mistakeOf(parityCase);
  if (mistake && difference !== null) return { kind: 'departs', why: mistake.differs, decision: mistake.decision };
  const departure = DEPARTURES.find(({ case: name }) => name === parityCase.name);
  if (!departure) {
    if (difference !== null) return { kind: 'failed', why: difference };
    return departs ?? { kind: 'passed' };
  }
  if (difference !== null) return { kind: 'departs', why: departure.differs, decision: departure.decision };
  return { kind: 'failed', why: `does not differ any more: take it out of departures.ts (${departure.decision})` };
}

/** The mistaken error with which a call of the case ended, or which a run of it was closed with before it was interrupted. */
function mistakeOf({ exception, calls = [], documents }: ParityCase): MistakenError | undefined {
  const raised = [exception, ...calls.map((call) => call.raised)];
  const reasons = documents.map(([, document]) => (document as { reason?: unknown }).reason);
  return MISTAKEN_ERRORS.find(
    ({ type, message }) =>
      reasons.includes(message) || raised.some((error) => error?.type === type && error.message === message),
  );
}

type Departs = Extract<Verdict, { kind: 'departs' }>;

/** Where a case differs first, and by which rules it may; a difference that a rule calls for is none. */
interface CaseDifference {
  readonly difference: string | null;
  readonly departs?: Departs;
}

async function caseDifference(parityCase: ParityCase): Promise<CaseDifference> {
  try {
    if (parityCase.timeline) {
      const ours = await runBehaviour(parityCase.name);
      return { difference: timelineDifference(parityCase.timeline as unknown as TimelineEntry[], ours) };
    }
    return planDifference(parityCase, await withinLimit(runPlanCase(parityCase)));
  } catch (error) {
    return { difference: `cannot be run: ${error instanceof Error ? error.message : String(error)}` };
  }
}

function planDifference(parityCase: ParityCase, ours: Outcome): CaseDifference {
  let expected = parityCase;
  let difference = outcomeDifference(expected, ours);
  const rules: DepartureRule[] = [];
  for (const rule of DEPARTURE_RULES) {
    const changed = difference && rule.expected(expected, ours);
    if (!changed) continue;
    rules.push(rule);
    expected = changed;
    difference = outcomeDifference(expected, ours);
  }
  if (difference !== null) return { difference: inWords(difference) };
  if (rules.length === 0) return { difference: null };
  const why = rules.map(({ differs }) => differs).join('; ');
  const decision = rules.map(({ row }) => `row ${row}`).join(', ');
  return { difference: null, departs: { kind: 'departs', why, decision: `${ENGINE_DEPARTURES}, ${decision}` } };
}

/** Where our outcome of a plan case differs first: messages, then documents, then calls on devices, then how the call ended. */
export function outcomeDifference(recorded: ParityCase, ours: Outcome): Difference | null {
  const { messages, documents, device_log: calls = {} } = recorded;
  // Where ours is a sentence of Hutch's, that of Python is another.
  const sentences = ours.sentence === undefined ? [] : [ours.sentence, sentenceRaised(recorded) ?? ''];
  const plain = (encoded: readonly Encoded[]) => comparable(encoded, sentences);
  return (
    firstDifference(canonicalMessages(plain(messages)), canonicalMessages(plain(ours.messages)), 'messages') ??
    firstDifference(canonicalDocuments(plain(documents)), canonicalDocuments(plain(ours.documents)), 'documents') ??
    firstDifference(canonicalCalls(calls, messages), canonicalCalls(ours.calls, ours.messages), 'device_log') ??
    (recorded.interrupt ? interruptedEndDifference(recorded, ours.end) : endDifference(recorded, ours.end))
  );
}

/** The sentence of the error with which the call of a case ended. */
function sentenceRaised({ exception, calls }: ParityCase): string | undefined {
  return exception?.message ?? calls?.at(-1)?.raised?.message;
}

type Encoded = readonly unknown[];

/**
 * `encoded` without what cannot be equal: where in memory Python has a function, and `sentences`, which an error of Hutch's words in
 * its own way (decision 0010, row 20), where they are the reason of a failed run.
 */
function comparable(encoded: readonly Encoded[], sentences: readonly string[]): Encoded[] {
  let text = JSON.stringify(encoded).replaceAll(' at 0xADDR>', '>');
  for (const sentence of sentences.filter((each) => each !== '')) {
    text = text.replaceAll(`"reason":${JSON.stringify(sentence)}`, '"reason":"(sentence)"');
  }
  return JSON.parse(text) as Encoded[];
}

function endDifference({ exception, result = null, exit_status }: ParityCase, ours: Outcome['end']): Difference | null {
  const { exception: raised, ...others } = ours;
  if (exception && raised) return errorDifference(exception, raised, 'exception');
  return firstDifference(exception ? { exception } : { result, exit_status }, raised ? ours : others, 'end');
}

/** Every call of an interrupted case, the states that the engine went through, the requests that it refused, its exit status. */
function interruptedEndDifference(recorded: ParityCase, ours: Outcome['end']): Difference | null {
  const { calls = [], states, refused, exit_status } = recorded;
  const { calls: returns = [], ...others } = ours;
  for (const [i, { raised, ...call }] of calls.entries()) {
    const { raised: error, ...own } = returns[i] ?? {};
    const difference =
      firstDifference(call, own, `calls[${i}]`) ??
      (raised && error ? errorDifference(raised, error, `calls[${i}]`) : firstDifference(raised, error, `calls[${i}]`));
    if (difference) return difference;
  }
  return (
    firstDifference(calls.length, returns.length, 'calls.length') ??
    firstDifference({ states, refused, exit_status }, others, 'end')
  );
}

/** Errors of Hutch have sentences, and where Python has none of its own, classes too: what counts is that there is one. */
function errorDifference(theirs: ComparableError, ours: ComparableError, path: string): Difference | null {
  const { type, message } = theirs;
  return firstDifference([type, message], [ours.type ?? type, ours.message ?? message], path);
}

/** A difference as it is printed. */
export function inWords({ path, expected, actual }: Difference): string {
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
