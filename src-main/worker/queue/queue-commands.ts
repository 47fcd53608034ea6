import type { OnFailure, Place, QueueItem, SavedList, Task, TaskList, TaskRequest } from '#shared/contract/index.ts';
import { HutchError } from '#shared/errors.ts';
import { checkItems } from '../check-items.ts';
import type { TaskHistoryFilter } from '../task-journal.ts';
import type { Asker } from './asker.ts';
import { itemOf } from './new-task.ts';
import type { TaskQueue } from './task-queue.ts';

/** A request as `queue.edit` has it: what is absent stays, `null` takes an optional text away. */
export interface ItemChange {
  readonly name?: string | undefined;
  readonly params?: TaskRequest['params'];
  readonly metadata?: TaskRequest['metadata'];
  readonly columns?: TaskRequest['columns'];
  readonly purpose?: string | null | undefined;
  readonly instrument_session?: string | null | undefined;
}

/** New items, and the queue with them. */
export interface Added {
  tasks: Task[];
  queue: TaskList;
}

/** What the commands need of the worker. */
export interface QueueRunner {
  readonly queue: TaskQueue;
  /** @throws HutchError when a request cannot run */
  check(request: TaskRequest): unknown;
  /** Begins to work where there is work and nobody works. */
  work(): void;
  /** Runs a waiting item before all others. @throws HutchError when it cannot run now */
  runNow(task: Task): void;
}

interface Names {
  task_ids: readonly string[];
  revision: number;
}

/**
 * What people may do to the queue: every write of the contract, its requests checked. Each is done as a whole or not at all, and refused with
 * `conflict` when the queue has changed since `revision`. `by` is who asks.
 */
export class QueueCommands {
  readonly #runner: QueueRunner;

  constructor(runner: QueueRunner) {
    this.#runner = runner;
  }

  /** @throws HutchError `conflict`, or what is wrong with an item: `items[3].params.num` */
  async add(input: { items: readonly QueueItem[]; at: Place; revision: number }, by: Asker): Promise<Added> {
    const { queue } = this.#runner;
    await this.#checkAll(input.items, input.revision);
    const entries = input.items.map((item) => ({ item }));
    return this.#added(queue.writes.add(entries, input.at, { by, revision: input.revision }));
  }

  /** @throws HutchError `conflict`, `unknown_task`, `invalid_transition`, `not_allowed`, or what is wrong with the request */
  edit(input: { task_id: string; request: ItemChange; revision: number }, by: Asker): TaskList {
    const { queue, check } = this.#runner;
    const { task_id, request, revision } = input;
    queue.check(revision);
    const task = queue.waiting(task_id, 'changed');
    const item = changedItem(task, request);
    if (item.kind !== 'stop') check(item);
    queue.writes.edit(task_id, item, { by, revision });
    return this.#done();
  }

  /** @throws HutchError `conflict`, `unknown_task`, `invalid_transition` */
  duplicate({ task_ids, revision }: Names, by: Asker): Added {
    return this.#added(this.#runner.queue.writes.duplicate(task_ids, { by, revision }));
  }

  /** @throws HutchError `conflict`, `unknown_task`, `invalid_transition`, `bad_request` for a place beside itself */
  move({ task_ids, to, revision }: Names & { to: Place }, by: Asker): TaskList {
    this.#runner.queue.writes.move(task_ids, to, { by, revision });
    return this.#done();
  }

  /** @throws HutchError `conflict`, `unknown_task`, `invalid_transition` */
  remove({ task_ids, revision }: Names, by: Asker): TaskList {
    this.#runner.queue.writes.remove(task_ids, { by, revision });
    return this.#done();
  }

  /** @throws HutchError `conflict` */
  clear({ revision }: { revision: number }, by: Asker): TaskList {
    this.#runner.queue.writes.clear({ by, revision });
    return this.#done();
  }

  /** @throws HutchError `conflict`, `unknown_task`, `invalid_transition` */
  hold({ task_ids, reason, revision }: Names & { reason: string }, by: Asker): TaskList {
    this.#runner.queue.writes.hold(task_ids, reason, { by, revision });
    return this.#done();
  }

  /** @throws HutchError `conflict`, `unknown_task`, `invalid_transition` */
  release({ task_ids, revision }: Names, by: Asker): TaskList {
    this.#runner.queue.writes.release(task_ids, { by, revision });
    return this.#done();
  }

  /**
   * Runs a waiting item before all others, held or not, and leaves the queue as it is: one that does not run stays so.
   * @throws HutchError `conflict`, `unknown_task`, `invalid_transition`, `engine_busy` while something runs, or why nothing may start
   */
  runNow({ task_id, revision }: { task_id: string; revision: number }, by: Asker): TaskList {
    const { queue } = this.#runner;
    queue.check(revision);
    const task = queue.waiting(task_id, 'run');
    this.#runner.runNow(task);
    queue.writes.ranNow(task, by);
    return queue.list();
  }

  /** Changes nothing while the queue runs. @throws HutchError `conflict` */
  start({ revision }: { revision: number }, by: Asker): TaskList {
    this.#runner.queue.writes.start({ by, revision });
    return this.#done();
  }

  /** Starts no further task; the one that runs goes on. Never refused. */
  stop(by: Asker): TaskList {
    this.#runner.queue.writes.stop(by);
    return this.#done();
  }

  /** @throws HutchError `conflict` */
  set(
    { revision, ...settings }: { loop?: boolean | undefined; on_failure?: OnFailure | undefined; revision: number },
    by: Asker,
  ): TaskList {
    this.#runner.queue.writes.set(settings, { by, revision });
    return this.#done();
  }

  /** @throws HutchError `conflict`, `unknown_task`, `invalid_transition`, or what is wrong with an item by now */
  async requeue({ task_ids, at, revision }: Names & { at: Place }, by: Asker): Promise<Added> {
    const { queue } = this.#runner;
    await this.#checkAll(
      task_ids.map((id) => itemOf(queue.writes.ended(id))),
      revision,
    );
    return this.#added(queue.writes.requeue(task_ids, at, { by, revision }));
  }

  lists(): SavedList[] {
    return this.#runner.queue.lists.all();
  }

  /** @throws HutchError `unknown_task`, `invalid_transition`, `bad_request` when nothing waits, `not_allowed` for a name that is taken */
  saveList(input: { name: string; task_ids?: readonly string[] | undefined; replace: boolean }, by: Asker): SavedList {
    return this.#runner.queue.writes.saveList(input.name, input.task_ids, input.replace, by);
  }

  /** @throws HutchError `conflict`, `unknown_list`, or what is wrong with an item by now */
  async loadList({ name, ...where }: { name: string; at: Place; revision: number }, by: Asker): Promise<Added> {
    return this.add({ items: this.#runner.queue.lists.get(name).items, ...where }, by);
  }

  /** @throws HutchError `unknown_list` */
  removeList(name: string): void {
    this.#runner.queue.lists.remove(name);
  }

  /** Ended tasks of any age, the newest first. */
  history(filter: TaskHistoryFilter): { tasks: Task[]; more: boolean } {
    return this.#runner.queue.history(filter);
  }

  /** The revision is looked at before the work, and once more by the write: somebody may be faster while many items are checked. */
  async #checkAll(items: readonly QueueItem[], revision: number): Promise<void> {
    this.#runner.queue.check(revision);
    await checkItems(items, (request) => this.#runner.check(request));
  }

  #added(added: readonly Task[]): Added {
    const queue = this.#done();
    // As they are by now: one may run already.
    return { tasks: added.map(({ task_id }) => this.#runner.queue.get(task_id)), queue };
  }

  #done(): TaskList {
    this.#runner.work();
    return this.#runner.queue.list();
  }
}

/** What a waiting item asks for after a change. @throws HutchError `not_allowed` for what it cannot have */
function changedItem(task: Task, change: ItemChange): QueueItem {
  const { purpose = task.purpose, instrument_session = task.instrument_session, ...rest } = change;
  const said = purpose !== null && { purpose };
  if (task.kind === 'stop') {
    const [other] = Object.entries(rest).filter(([, value]) => value !== undefined);
    if (!other) return { kind: 'stop', ...said };
    throw new HutchError('not_allowed', `An instruction to stop has a purpose alone: it takes no ${other[0]}.`);
  }
  if (task.continues && (rest.name !== undefined || rest.params !== undefined)) {
    const sentence = `${task.name} goes on with an earlier run: its parameters are those of that run.`;
    throw new HutchError('not_allowed', sentence);
  }
  const { name = task.name, params = task.params, metadata = task.metadata, columns = task.columns } = rest;
  return {
    kind: 'plan',
    name,
    params,
    metadata,
    columns,
    ...said,
    ...(instrument_session !== null && { instrument_session }),
  };
}
