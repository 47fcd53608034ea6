import type { RunSummary } from '#shared/contract/runs.ts';
import type { Task } from '#shared/contract/tasks.ts';
import { formatNumber } from '../components/format-number.ts';
import type { Alert, AlertAction } from '../stores/alerts-store.ts';
import { copyToForm } from '../stores/drafts-store.ts';
import { showDevice } from '../stores/focus-store.ts';
import { asSentence } from './as-sentence.ts';

/** The id of the alert that tells of a failed task. */
export function failureAlertId(taskId: string): string {
  return `failure:${taskId}`;
}

/** What is so around a failed task, as far as it is known. */
export interface FailureFacts {
  /** How many items would start if the queue were started; `null` while it runs. */
  stoppedWith: number | null;
  /** The last run of the task; what became of it is not told before it is known. */
  run: RunSummary | undefined;
  /** Dotted paths that the sentence of the error may name. */
  deviceNames: Iterable<string>;
  /** Further things to do. */
  more?: readonly AlertAction[];
}

/**
 * A failed task that is held as an alert: what failed, where, what was done about it, and the next things to do. Of the queue it speaks only
 * where something waits that does not start.
 */
export function failureAlert(task: Task, { stoppedWith, run, deviceNames, more = [] }: FailureFacts): Alert {
  const { error, name, params, purpose } = task;
  const message = error?.message ?? outcomeMessage(task);
  const device = error?.details?.device ?? deviceNamedIn(message, deviceNames);
  const deeds = ['Everything that the plan moved was stopped', ...closedWords(task, run), `${name} is held`];
  return {
    id: failureAlertId(task.task_id),
    kind: 'fault',
    title: asSentence(message),
    text: `${joined(deeds)}.${stoppedWords(stoppedWith)}`,
    detail: [`${name} failed`, error?.code].filter(Boolean).join(' · '),
    time: task.ended_at ?? Date.now() / 1000,
    actions: [
      ...(typeof device === 'string' ? [{ label: `Show ${device}`, perform: () => showDevice(device) }] : []),
      { label: 'Copy to form', perform: () => copyToForm(name, params, purpose) },
      ...more,
    ],
    isDismissible: true,
  };
}

/** A plan may fail when its run has been closed already: then nothing is said of it. */
function closedWords({ run_uids }: Task, run: RunSummary | undefined): string[] {
  const which = run_uids.length > 1 ? 'its last run' : 'its run';
  if (run?.exit_status === 'fail') return [`${which} was closed as failed`];
  return run?.exit_status === 'abort' ? [`${which} was closed as aborted`] : [];
}

function stoppedWords(waiting: number | null): string {
  if (waiting === null || waiting === 0) return '';
  return ` The queue is stopped with ${waiting === 1 ? '1 item' : `${formatNumber(waiting)} items`} waiting.`;
}

function outcomeMessage({ name, outcome }: Task): string {
  return outcome?.outcome === 'error' ? outcome.message : `${name} failed`;
}

/** The device that a sentence names, the longest path where several fit: `stage.x` before `stage`. */
export function deviceNamedIn(text: string, names: Iterable<string>): string | undefined {
  let named: string | undefined;
  for (const name of names) {
    if (name.length > (named?.length ?? 0) && holdsWord(text, name)) named = name;
  }
  return named;
}

/** Whether `word` stands in `text` by itself: not inside a longer word or path. */
function holdsWord(text: string, word: string): boolean {
  const at = text.indexOf(word);
  if (at === -1) return false;
  const before = text.charAt(at - 1);
  const after = text.slice(at + word.length, at + word.length + 2);
  return !/[\w.]/.test(before) && !/^(?:\w|[.-]\w)/.test(after);
}

function joined(parts: readonly string[]): string {
  return parts.length < 2 ? parts.join('') : `${parts.slice(0, -1).join(', ')} and ${parts.at(-1)}`;
}
