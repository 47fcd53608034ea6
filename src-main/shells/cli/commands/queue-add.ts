import { basename } from 'node:path';
import { MOST_ITEMS, type QueueItem, type Task, type TaskList } from '#shared/contract/index.ts';
import { HutchError } from '#shared/errors.ts';
import type { CliContext } from '../cli-context.ts';
import type { ExitStatus } from '../exit-status.ts';
import { type DescriptionOptions, itemDescription } from '../item-description.ts';
import { type PlaceOptions, placeOf, type QueueOptions, type QueueWritten, writeQueue } from '../queue-writing.ts';
import { isSource, readJson, readTextFile } from '../read-json.ts';
import { readRequest } from '../read-request.ts';
import { taskName, waitingTasks } from '../task-text.ts';

export interface AddArguments {
  name?: string | undefined;
  json?: string | undefined;
}

export interface AddOptions extends QueueOptions, PlaceOptions, DescriptionOptions {
  stop?: boolean;
  table?: string;
}

/** So many of a batch are named; the rest is counted. */
const NAMED = 10;

/** `hutch queue add`: a plan, an instruction to stop, a list of items or a table of parameters; all of them, or none. */
export async function queueAdd(context: CliContext, asked: AddArguments, options: AddOptions): Promise<ExitStatus> {
  checkUsage(asked, options);
  if (options.table !== undefined) return addTable(context, asked.name ?? '', options.table, options);
  const items = await itemsOf(context, asked, options);
  return writeQueue(context, options, async ({ api, list, revision }) => {
    const at = placeOf(list, options) ?? 'back';
    const { tasks, queue } = await api.request('queue.add', { items, at, revision });
    return added(tasks, queue);
  });
}

function checkUsage({ name, json }: AddArguments, { stop, table, set, session }: AddOptions): void {
  if (stop && (name !== undefined || table !== undefined || set || session !== undefined))
    throw new HutchError(
      'usage',
      'An instruction to stop is not a plan: --stop goes with --purpose and a place alone.',
    );
  if (!stop && name === undefined)
    throw new HutchError(
      'usage',
      'What is to be added? The name of a plan, @file or - for a list of items, or --stop.',
    );
  if (table !== undefined && (json !== undefined || isSource(name ?? '')))
    throw new HutchError('usage', '--table goes with the name of one plan: its parameters are the columns.');
}

async function itemsOf(
  { terminal }: CliContext,
  { name = '', json }: AddArguments,
  options: AddOptions,
): Promise<QueueItem[]> {
  const { purpose } = options;
  if (options.stop) return [{ kind: 'stop', ...(purpose !== undefined && { purpose }) }];
  const described = itemDescription(options);
  if (!isSource(name) || json !== undefined) return [{ ...(await readRequest(name, json, terminal)), ...described }];
  const read = await readJson(name, terminal);
  const list = Array.isArray(read) ? read : [read];
  if (list.length === 0) throw new HutchError('usage', `The list from ${name} is empty: there is nothing to add.`);
  if (list.length > MOST_ITEMS)
    throw new HutchError('usage', `The list from ${name} has ${list.length} items; ${MOST_ITEMS} are the most.`);
  // The host refuses what is no item, with the path of what is wrong.
  return list.map((item) => (isObject(item) ? { ...item, ...described } : item) as QueueItem);
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

async function addTable(context: CliContext, name: string, file: string, options: AddOptions): Promise<ExitStatus> {
  if (options.set || options.session !== undefined || options.purpose !== undefined)
    throw new HutchError(
      'usage',
      'The table says what each item is for: give it a column purpose, or one of the beamline.',
    );
  const csv = file === '-' ? await context.terminal.readInput() : await readTextFile(file);
  return writeQueue(context, options, async ({ api, list, revision }) => {
    const at = placeOf(list, options) ?? 'back';
    const { tasks, queue } = await api.request('queue.table', { name, csv, at, revision });
    return added(tasks, queue, file === '-' ? undefined : basename(file));
  });
}

/** What was added, and where it stands now. */
export function added(tasks: readonly Task[], list: TaskList, from?: string): QueueWritten {
  const waiting = waitingTasks(list).map(({ task_id }) => task_id);
  const lines = tasks.slice(0, NAMED).map((task) => {
    const place = waiting.indexOf(task.task_id) + 1;
    return `added ${taskName(task)}${place > 0 ? ` at place ${place}` : ', which starts at once'}`;
  });
  const more = tasks.length > NAMED ? [`... ${tasks.length} in all${from ? ` from ${from}` : ''}`] : [];
  return { said: [...lines, ...more], list, tasks };
}
