import type { Notice } from '#shared/contract/host.ts';
import { PASSING_SENTENCES } from '#shared/contract/passing-sentences.ts';
import { findTask, useTasksStore } from '../stores/tasks-store.ts';

/** When each of them still holds. */
const WHILE: readonly { sentence: string; holds(notice: Notice): boolean }[] = [
  {
    sentence: PASSING_SENTENCES.queueStopped,
    holds: () => !useTasksStore.getState().queue.running,
  },
  {
    sentence: PASSING_SENTENCES.taskHeld,
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
