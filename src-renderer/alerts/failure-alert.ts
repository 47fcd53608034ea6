import type { Task } from '#shared/contract/tasks.ts';
import type { Alert, AlertAction } from '../stores/alerts-store.ts';
import { copyToForm } from '../stores/drafts-store.ts';
import { showDevice } from '../stores/focus-store.ts';

/** The id of the alert that tells of a failed task. */
export function failureAlertId(taskId: string): string {
  return `failure:${taskId}`;
}

/**
 * A failed task as an alert: what failed, where, what was done about it, and the next things to do.
 * `deviceNames` are the dotted paths that the sentence of the error may name; `more` are further things to do.
 */
export function failureAlert(
  task: Task,
  isQueueStopped: boolean,
  deviceNames: Iterable<string>,
  more: readonly AlertAction[] = [],
): Alert {
  const { error, name, params, purpose, run_uids } = task;
  const message = error?.message ?? outcomeMessage(task);
  const device = error?.details?.device ?? deviceNamedIn(message, deviceNames);
  const deeds = [
    'Everything that the plan moved was stopped',
    ...(run_uids.length > 0 ? ['the run was closed as failed'] : []),
    ...(isQueueStopped ? ['the queue is stopped'] : []),
  ];
  return {
    id: failureAlertId(task.task_id),
    kind: 'fault',
    title: sentence(message),
    text: `${joined(deeds)}.`,
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

function sentence(text: string): string {
  return /[.!?]$/.test(text) ? text : `${text}.`;
}

function joined(parts: readonly string[]): string {
  return parts.length < 2 ? parts.join('') : `${parts.slice(0, -1).join(', ')} and ${parts.at(-1)}`;
}
