import type { QUEUE_REQUESTS } from '#shared/contract/index.ts';
import { HutchError } from '#shared/errors.ts';
import type { QueueCommands } from '../../worker/queue/queue-commands.ts';
import type { TaskWorker } from '../../worker/task-worker.ts';
import type { RequestHandlers } from '../api/host-service.ts';
import type { LiveEnvironment } from '../environment/live-environment.ts';
import type { HostStatus } from '../status/host-status.ts';
import type { DurablePublisher } from '../streams/durable-publisher.ts';
import { durableWrites } from '../streams/durable-writes.ts';
import { checkTable } from './check-table.ts';
import { batchItems, inTable } from './queue-batch.ts';
import { exportedTasks, MOST_EXPORTED } from './queue-export.ts';
import { type QueueTable, queueTable } from './queue-table.ts';

export interface QueueParts {
  readonly worker: TaskWorker;
  readonly publisher: DurablePublisher;
  readonly live: Pick<LiveEnvironment, 'current'>;
  /** For the columns that the beamline defines. */
  readonly status: Pick<HostStatus, 'info'>;
}

type QueueRequests = Pick<RequestHandlers, keyof typeof QUEUE_REQUESTS>;
type Reads = 'queue.check_table' | 'queue.export' | 'lists.list' | 'tasks.history';

/** The requests about the queue. What they write is safe on disk before they answer; what they tell is stored. */
export function queueRequests(parts: QueueParts): QueueRequests {
  return { ...readRequests(parts), ...durableWrites(writeRequests(parts), parts.publisher) };
}

function writeRequests(parts: QueueParts): Omit<QueueRequests, Reads> {
  const { commands } = parts.worker;
  return {
    'queue.add': (input, by) => commands.add(input, by),
    'queue.edit': (input, by) => commands.edit(input, by),
    'queue.duplicate': (input, by) => commands.duplicate(input, by),
    'queue.move': (input, by) => commands.move(input, by),
    'queue.remove': (input, by) => commands.remove(input, by),
    'queue.clear': (input, by) => commands.clear(input, by),
    'queue.hold': (input, by) => commands.hold(input, by),
    'queue.release': (input, by) => commands.release(input, by),
    'queue.run_now': (input, by) => commands.runNow(input, by),
    'queue.start': (input, by) => commands.start(input, by),
    'queue.stop': (_input, by) => commands.stop(by),
    'queue.set': (input, by) => commands.set(input, by),
    'queue.requeue': (input, by) => commands.requeue(input, by),
    'queue.table': async ({ name, csv, ...where }, by) => {
      const table = tableOf(parts, name, csv);
      return commands.add({ items: batchItems(table), ...where }, by).catch((thrown: unknown) => {
        throw inTable(HutchError.from(thrown), table);
      });
    },
    'lists.save': (input, by) => commands.saveList(input, by),
    'lists.load': (input, by) => commands.loadList(input, by),
    'lists.remove': ({ name }) => {
      commands.removeList(name);
      return {};
    },
  };
}

function readRequests(parts: QueueParts): Pick<QueueRequests, Reads> {
  const { worker, publisher } = parts;
  const { commands } = worker;
  return {
    'queue.check_table': ({ name, csv }) => checkTable(tableOf(parts, name, csv), (request) => worker.check(request)),
    'queue.export': ({ what, format }) => {
      publisher.commit();
      return exportedTasks(what, format, what === 'queue' ? openTasks(worker) : lastTasks(commands), Date.now() / 1000);
    },
    'lists.list': () => {
      publisher.commit();
      return commands.lists();
    },
    'tasks.history': (filter) => {
      publisher.commit();
      return commands.history(filter);
    },
  };
}

/** @throws HutchError `unknown_plan`, or `bad_request` for what is no table */
function tableOf({ live, status }: QueueParts, name: string, csv: string): QueueTable {
  const { properties } = live.current.context.model(name).schema;
  return queueTable(name, csv, { parameters: Object.keys(properties ?? {}), columns: status.info.columns });
}

function openTasks(worker: TaskWorker) {
  return worker.tasks().tasks.filter(({ ended_at }) => ended_at === null);
}

function lastTasks(commands: QueueCommands) {
  return commands.history({ limit: MOST_EXPORTED }).tasks;
}
