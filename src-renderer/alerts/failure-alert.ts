import type { Task } from '#shared/contract/tasks.ts';
import type { Alert } from '../stores/alerts-store.ts';
import { copyToForm } from '../stores/drafts-store.ts';
import { showDevice } from '../stores/focus-store.ts';

/** The id of the alert that tells of a failed task. */
export function failureAlertId(taskId: string): string {
  return `failure:${taskId}`;
}

/** A failed task as an alert: what failed, where, what was done about it, and the next things to do. */
export function failureAlert(task: Task, isQueueStopped: boolean): Alert {
  const { error, name, params, purpose, run_uids } = task;
  const device = error?.details?.device;
  const deeds = [
    'Everything that the plan moved was stopped',
    ...(run_uids.length > 0 ? ['the run was closed as failed'] : []),
    ...(isQueueStopped ? ['the queue is stopped'] : []),
  ];
  return {
    id: failureAlertId(task.task_id),
    kind: 'fault',
    title: sentence(error?.message ?? taskMessage(task) ?? `${name} failed`),
    text: `${joined(deeds)}.`,
    detail: [`${name} failed`, error?.code].filter(Boolean).join(' · '),
    time: task.ended_at ?? Date.now() / 1000,
    actions: [
      ...(typeof device === 'string' ? [{ label: `Show ${device}`, perform: () => showDevice(device) }] : []),
      { label: 'Copy to form', perform: () => copyToForm(name, params, purpose) },
    ],
    isDismissible: true,
  };
}

function taskMessage({ outcome }: Task): string | undefined {
  return outcome?.outcome === 'error' ? outcome.message : undefined;
}

function sentence(text: string): string {
  return /[.!?]$/.test(text) ? text : `${text}.`;
}

function joined(parts: readonly string[]): string {
  return parts.length < 2 ? parts.join('') : `${parts.slice(0, -1).join(', ')} and ${parts.at(-1)}`;
}
