import type { Task } from '#shared/contract/tasks.ts';
import { formOf, type ItemEdit } from '../stores/drafts-store.ts';
import { findTask } from '../stores/tasks-store.ts';

/** Whether an item that is being changed asks for the same as when its change began. */
export function isUnchanged(edit: ItemEdit, tasks: readonly Task[]): boolean {
  const task = findTask(tasks, edit.task_id);
  return task !== undefined && JSON.stringify(formOf(task)) === JSON.stringify(edit.original);
}

/** How an item that is being changed stands, in words; `gone`: why it cannot be changed any more. */
export function editWords(edit: ItemEdit, tasks: readonly Task[]): { words: string; gone?: string } {
  const task = findTask(tasks, edit.task_id);
  if (task?.state !== 'waiting') {
    const what = task ? `is ${task.state} now` : 'is not in the queue any more';
    return {
      words: `The item ${what}`,
      gone: `The item ${what}: what you typed would be added as a new one`,
    };
  }
  const waiting = tasks.filter(({ state }) => state === 'waiting');
  const place = waiting.findIndex(({ task_id }) => task_id === edit.task_id) + 1;
  const other = isUnchanged(edit, tasks) ? '' : '; somebody has changed it meanwhile';
  return { words: `Changing item ${place} of ${waiting.length}${other}` };
}
