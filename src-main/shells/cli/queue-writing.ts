import type { Place, Task, TaskList } from '#shared/contract/index.ts';
import { HutchError } from '#shared/errors.ts';
import type { CliContext } from './cli-context.ts';
import type { ExitStatus } from './exit-status.ts';
import { findTask } from './find-task.ts';
import type { RequestApi } from './remote-host.ts';
import { queueLine } from './task-text.ts';
import { withRunning } from './with-running.ts';

/** Options of every command of the queue. */
export interface QueueOptions {
  json?: boolean;
  url?: string;
  /** The revision that was seen; the one that has just been read unless given. */
  revision?: number;
}

/** Where in the queue, as options say it. Positions count from 1. */
export interface PlaceOptions {
  front?: boolean;
  back?: boolean;
  at?: number;
  to?: number;
  after?: string;
  before?: string;
}

/** What a write works with: the queue as it is now, and the revision that the write names. */
export interface QueueWriting {
  readonly api: RequestApi;
  readonly list: TaskList;
  readonly revision: number;
}

/** What a write has done: a sentence for people, the queue as it is now, and the tasks that it is about. */
export interface QueueWritten {
  readonly said: readonly string[];
  readonly list: TaskList;
  readonly tasks?: readonly Task[];
}

/** Changes the queue of the Hutch that runs, from the revision that the options name, and tells what came of it. */
export function writeQueue(
  context: CliContext,
  options: QueueOptions,
  write: (writing: QueueWriting) => Promise<QueueWritten>,
): Promise<ExitStatus> {
  return withRunning<ExitStatus>(context, options, async (api) => {
    const list = await api.request('tasks.list', {});
    const written = await write({ api, list, revision: options.revision ?? list.queue.revision });
    tellWritten(context, written, options);
    return 0;
  });
}

function tellWritten({ terminal }: CliContext, { said, list, tasks = [] }: QueueWritten, { json }: QueueOptions): void {
  if (json) {
    terminal.out(JSON.stringify({ type: 'queue', ...list.queue }));
    for (const task of tasks) terminal.out(JSON.stringify({ type: 'task', ...task }));
    return;
  }
  for (const line of [...said, queueLine(list, Date.now() / 1000)]) terminal.out(line);
}

/** The place that the options name; `undefined` where they name none. @throws HutchError `usage` for two */
export function placeOf(list: TaskList, options: PlaceOptions): Place | undefined {
  const { front, back, at, to, after, before } = options;
  const index = at ?? to;
  const places: Place[] = [
    ...(front ? ['front' as const] : []),
    ...(back ? ['back' as const] : []),
    ...(index === undefined ? [] : [{ index: index - 1 }]),
    ...(after === undefined ? [] : [{ after: findTask(list, after).task_id }]),
    ...(before === undefined ? [] : [{ before: findTask(list, before).task_id }]),
  ];
  if (places.length > 1)
    throw new HutchError('usage', 'An item has one place: --front, --back, --at, --after or --before.');
  return places[0];
}
