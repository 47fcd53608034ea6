import type { SavedList } from '#shared/contract/index.ts';
import { alignColumns } from '../align-columns.ts';
import type { CliContext } from '../cli-context.ts';
import type { ExitStatus } from '../exit-status.ts';
import { findTask } from '../find-task.ts';
import { type PlaceOptions, placeOf, type QueueOptions, writeQueue } from '../queue-writing.ts';
import { dateTime } from '../time-text.ts';
import { withRunning } from '../with-running.ts';
import { added } from './queue-add.ts';

/** `hutch queue lists ls` */
export function listsShow(context: CliContext, options: QueueOptions): Promise<ExitStatus> {
  return withRunning<ExitStatus>(context, options, async (api) => {
    const lists = await api.request('lists.list', {});
    const lines = options.json ? lists.map((list) => JSON.stringify(list)) : alignColumns(lists.map(row));
    for (const line of lines) context.terminal.out(line);
    return 0;
  });
}

function row({ name, items, saved_at, saved_by }: SavedList): string[] {
  return [name, count(items.length), `saved by ${saved_by}`, dateTime(saved_at)];
}

/** `hutch queue lists save NAME [ID...]` */
export function listsSave(
  context: CliContext,
  { name, ids }: { name: string; ids: string[] },
  options: QueueOptions & { replace?: boolean },
): Promise<ExitStatus> {
  return withRunning<ExitStatus>(context, options, async (api) => {
    const list = await api.request('tasks.list', {});
    const task_ids = ids.map((id) => findTask(list, id).task_id);
    const saved = await api.request('lists.save', {
      name,
      replace: options.replace ?? false,
      ...(task_ids.length > 0 && { task_ids }),
    });
    context.terminal.out(options.json ? JSON.stringify(saved) : `saved ${count(saved.items.length)} as ${saved.name}`);
    return 0;
  });
}

/** `hutch queue lists load NAME` */
export function listsLoad(
  context: CliContext,
  name: string,
  options: QueueOptions & PlaceOptions,
): Promise<ExitStatus> {
  return writeQueue(context, options, async ({ api, list, revision }) => {
    const { tasks, queue } = await api.request('lists.load', { name, at: placeOf(list, options) ?? 'back', revision });
    return added(tasks, queue);
  });
}

/** `hutch queue lists rm NAME` */
export function listsRemove(context: CliContext, name: string, options: QueueOptions): Promise<ExitStatus> {
  return withRunning<ExitStatus>(context, options, async (api) => {
    await api.request('lists.remove', { name });
    context.terminal.out(options.json ? JSON.stringify({ name }) : `${name} is forgotten`);
    return 0;
  });
}

function count(items: number): string {
  return `${items} item${items === 1 ? '' : 's'}`;
}
