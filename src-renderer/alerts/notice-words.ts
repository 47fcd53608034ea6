import type { Notice } from '#shared/contract/host.ts';
import { findTask, useTasksStore } from '../stores/tasks-store.ts';

/** Sentences of the host that held when it made a notice, and when they still do: notices stand for days. */
const WHILE: readonly { sentence: string; holds(notice: Notice): boolean }[] = [
  {
    sentence: 'The queue stands still until it is started.',
    holds: () => !useTasksStore.getState().queue.running,
  },
  {
    sentence: 'Its task is held: it does not run again by itself.',
    holds: ({ task_id = null }) => (findTask(useTasksStore.getState().tasks, task_id)?.hold ?? null) !== null,
  },
];

/** What a notice says, without what is not so any more. */
export function noticeWords(notice: Notice): string {
  const { message } = notice;
  if (!useTasksStore.getState().isLoaded) return message;
  return WHILE.reduce(
    (text, { sentence, holds }) => (holds(notice) ? text : text.replace(sentence, '').trim()),
    message,
  ).replace(/ {2,}/g, ' ');
}
