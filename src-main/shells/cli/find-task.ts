import type { Task, TaskList } from '#shared/contract/index.ts';
import { HutchError } from '#shared/errors.ts';
import { LEAST_PREFIX, taskName, waitingTasks } from './task-text.ts';

/**
 * The task that a person means: its place among the waiting ones (`2`, `#2`), its id, or the first characters of it, four or more.
 *
 * @param more tasks beside those of the list: older ones of the history
 * @throws HutchError `unknown_task` for none, `usage` for several
 */
export function findTask(list: TaskList, word: string, more: readonly Task[] = []): Task {
  const place = /^#?(\d{1,3})$|^#(\d+)$/.exec(word);
  const waiting = waitingTasks(list);
  if (place) {
    const task = waiting[Number(place[1] ?? place[2]) - 1];
    if (task) return task;
    throw new HutchError('unknown_task', `Nothing waits at place ${word}: ${count(waiting.length)} in the queue.`);
  }
  if (word.length < LEAST_PREFIX) {
    throw new HutchError(
      'usage',
      `"${word}" is too short: give a place in the queue or ${LEAST_PREFIX} characters of an id.`,
    );
  }
  const known = new Map([...more, ...list.tasks].map((task) => [task.task_id, task]));
  const found = [...known.values()].filter(({ task_id }) => task_id.startsWith(word));
  const [task] = found;
  if (!task) throw new HutchError('unknown_task', `There is no task ${word}.`);
  if (found.length > 1 && !known.has(word)) {
    throw new HutchError('usage', `${word} may be ${found.map(taskName).join(' or ')}: give more characters.`);
  }
  return known.get(word) ?? task;
}

function count(waiting: number): string {
  return waiting === 1 ? 'one item is' : `${waiting === 0 ? 'no' : waiting} items are`;
}
