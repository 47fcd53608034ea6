import type { Task, TaskList } from '#shared/contract/index.ts';
import { HutchError } from '#shared/errors.ts';
import type { CliContext } from '../cli-context.ts';
import type { ExitStatus } from '../exit-status.ts';
import { findTask } from '../find-task.ts';
import { type PlaceOptions, placeOf, type QueueOptions, type QueueWritten, writeQueue } from '../queue-writing.ts';
import type { RequestApi } from '../remote-host.ts';
import { LEAST_PREFIX, taskName } from '../task-text.ts';
import { added } from './queue-add.ts';

/** How far back in the history an id is looked for. */
const HISTORY = 1000;

function named(list: TaskList, words: readonly string[], more: readonly Task[] = []): Task[] {
  return words.map((word) => findTask(list, word, more));
}

function ids(tasks: readonly Task[]): string[] {
  return tasks.map(({ task_id }) => task_id);
}

/** What became of the tasks, one line each. */
function told(verb: string, tasks: readonly Task[], list: TaskList): QueueWritten {
  const now = new Map(list.tasks.map((task) => [task.task_id, task]));
  return {
    said: tasks.map((task) => `${verb} ${taskName(task)}`),
    list,
    tasks: tasks.map((task) => now.get(task.task_id) ?? task),
  };
}

/** `hutch queue rm ID...` */
export function queueRemove(context: CliContext, words: string[], options: QueueOptions): Promise<ExitStatus> {
  return writeQueue(context, options, async ({ api, list, revision }) => {
    const tasks = named(list, words);
    return told('removed', tasks, await api.request('queue.remove', { task_ids: ids(tasks), revision }));
  });
}

/** `hutch queue mv ID... --front` and so on. */
export function queueMove(
  context: CliContext,
  words: string[],
  options: QueueOptions & PlaceOptions,
): Promise<ExitStatus> {
  return writeQueue(context, options, async ({ api, list, revision }) => {
    const to = placeOf(list, options);
    if (to === undefined)
      throw new HutchError('usage', 'Where to? --front, --back, --to N, --after ID or --before ID.');
    const tasks = named(list, words);
    return told('moved', tasks, await api.request('queue.move', { task_ids: ids(tasks), to, revision }));
  });
}

/** `hutch queue dup ID...` */
export function queueDuplicate(context: CliContext, words: string[], options: QueueOptions): Promise<ExitStatus> {
  return writeQueue(context, options, async ({ api, list, revision }) => {
    const { tasks, queue } = await api.request('queue.duplicate', { task_ids: ids(named(list, words)), revision });
    return added(tasks, queue);
  });
}

/** `hutch queue hold ID... --reason TEXT` */
export function queueHold(
  context: CliContext,
  words: string[],
  options: QueueOptions & { reason: string },
): Promise<ExitStatus> {
  return writeQueue(context, options, async ({ api, list, revision }) => {
    const tasks = named(list, words);
    const { reason } = options;
    return told('held', tasks, await api.request('queue.hold', { task_ids: ids(tasks), reason, revision }));
  });
}

/** `hutch queue release ID...` */
export function queueRelease(context: CliContext, words: string[], options: QueueOptions): Promise<ExitStatus> {
  return writeQueue(context, options, async ({ api, list, revision }) => {
    const tasks = named(list, words);
    return told('released', tasks, await api.request('queue.release', { task_ids: ids(tasks), revision }));
  });
}

/** `hutch queue run-now ID` */
export function queueRunNow(context: CliContext, word: string, options: QueueOptions): Promise<ExitStatus> {
  return writeQueue(context, options, async ({ api, list, revision }) => {
    const task = findTask(list, word);
    return told('started', [task], await api.request('queue.run_now', { task_id: task.task_id, revision }));
  });
}

/** `hutch queue requeue ID...`: what ended, at any time. */
export function queueRequeue(
  context: CliContext,
  words: string[],
  options: QueueOptions & PlaceOptions,
): Promise<ExitStatus> {
  return writeQueue(context, options, async ({ api, list, revision }) => {
    const older = words.every((word) => isListed(list, word)) ? [] : await history(api);
    const tasks = named(list, words, older);
    const at = placeOf(list, options) ?? 'back';
    const answer = await api.request('queue.requeue', { task_ids: ids(tasks), at, revision });
    return added(answer.tasks, answer.queue);
  });
}

function isListed({ tasks }: TaskList, word: string): boolean {
  return word.length < LEAST_PREFIX || tasks.some(({ task_id }) => task_id.startsWith(word));
}

async function history(api: RequestApi): Promise<Task[]> {
  return (await api.request('tasks.history', { limit: HISTORY })).tasks;
}
