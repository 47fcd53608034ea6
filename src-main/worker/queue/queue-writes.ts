import type { OnFailure, Place, QueueItem, SavedList, Task } from '#shared/contract/index.ts';
import { HutchError } from '#shared/errors.ts';
import { type Asker, askerText } from './asker.ts';
import { namesOf, placeText, wereDone } from './change-sentences.ts';
import { itemOf, newTask } from './new-task.ts';
import type { QueueEntry, QueueState } from './queue-state.ts';

/** Who makes a write, and the `queue.revision` that it is made from; `null` where it cannot be out of date. */
export interface Write {
  readonly by: Asker;
  readonly revision: number | null;
}

/** What became of a write: a sentence about what was done, `null` where nothing was, and what it gives. */
type Done<R> = readonly [what: string | null, result: R];

/**
 * What people do to the queue. A write is done as a whole or not at all. One that was made from an old revision is refused with `conflict`
 * and with what has changed; every method throws that.
 */
export class QueueWrites {
  readonly #state: QueueState;

  constructor(state: QueueState) {
    this.#state = state;
  }

  /** Takes requests in. @throws HutchError `unknown_task`, `invalid_transition` for a place beside what does not wait */
  add(entries: readonly QueueEntry[], at: Place, write: Write): Task[] {
    return this.#write(write, (state) => {
      const index = state.indexOf(at);
      const tasks = entries.map((entry) => state.newTask(entry, write.by.user));
      state.insert(tasks, index);
      return [wereDone(tasks, `added ${this.#placeText(at)}`), tasks];
    });
  }

  /** Puts another request into a waiting item, which stays what and where it is. @throws HutchError `unknown_task`, `invalid_transition` */
  edit(id: string, item: QueueItem, write: Write): void {
    this.#write(write, ({ table }) => {
      const before = table.waiting(id, 'changed');
      table.put(newTask(item, before));
      return [wereDone([before], 'changed'), undefined];
    });
  }

  /** Copies waiting items to behind the last of them; a copy is held where its original is. @throws HutchError `unknown_task`, `invalid_transition` */
  duplicate(ids: readonly string[], write: Write): Task[] {
    return this.#write(write, (state) => {
      const originals = state.waitingAmong(ids, 'duplicated');
      const copies = originals.map((task) => state.newTask({ ...task, item: itemOf(task) }, write.by.user));
      const last = originals.at(-1);
      state.insert(copies, state.indexOf(last ? { after: last.task_id } : 'back'));
      return [wereDone(originals, 'duplicated'), copies];
    });
  }

  /**
   * Moves waiting items as a block, which keeps its order.
   * @throws HutchError `unknown_task`, `invalid_transition`; `bad_request` for a place beside an item of the block
   */
  move(ids: readonly string[], to: Place, write: Write): void {
    this.#write(write, (state) => {
      const tasks = state.waitingAmong(ids, 'moved');
      const place = state.placeOf(to);
      const neighbour = neighbourIn(place);
      const inBlock = tasks.find(({ task_id }) => task_id === neighbour);
      if (inBlock) throw new HutchError('bad_request', `${inBlock.name} cannot be moved beside itself.`);
      state.order.move(new Set(ids), place);
      return [wereDone(tasks, `moved ${this.#placeText(to).replace(/^at /, 'to ')}`), undefined];
    });
  }

  /** Takes waiting items out; puts ended ones that are held away. @throws HutchError `unknown_task`, `invalid_transition` for any other */
  remove(ids: readonly string[], write: Write): void {
    this.#write(write, (state) => {
      const tasks = [...new Set(ids)].map((id) => state.table.recall(id));
      const isHeldBack = ({ ended_at, hold }: Task): boolean => ended_at !== null && hold !== null;
      const held = tasks.filter(isHeldBack);
      const rest = tasks.filter((task) => !isHeldBack(task));
      for (const task of rest) state.table.waiting(task.task_id, 'taken out of the queue');
      for (const task of held) state.table.put({ ...task, hold: null });
      this.#cancel(rest);
      const said = [
        ...(rest.length > 0 ? [wereDone(rest, 'taken out')] : []),
        ...(held.length > 0 ? [wereDone(held, 'put away')] : []),
      ];
      return [said.join(' '), undefined];
    });
  }

  /** Takes every waiting item out. */
  clear(write: Write): void {
    this.#write(write, ({ waiting }) => {
      this.#cancel(waiting);
      return [waiting.length > 0 ? `The queue was cleared of ${namesOf(waiting)}.` : null, undefined];
    });
  }

  /** Lets waiting items be passed over. @throws HutchError `unknown_task`, `invalid_transition` */
  hold(ids: readonly string[], reason: string, write: Write): void {
    this.#write(write, (state) => {
      const hold = { reason, by: write.by.user, at: state.now };
      const tasks = state.waitingAmong(ids, 'held');
      for (const task of tasks) state.table.put({ ...task, hold });
      return [wereDone(tasks, `held (${reason.replace(/\.$/, '')})`), undefined];
    });
  }

  /** Lets held items run when it is their turn. @throws HutchError `unknown_task`, `invalid_transition` */
  release(ids: readonly string[], write: Write): void {
    this.#write(write, (state) => {
      const held = state.waitingAmong(ids, 'released').filter(({ hold }) => hold !== null);
      for (const task of held) state.table.put({ ...task, hold: null });
      return [held.length > 0 ? wereDone(held, 'released') : null, undefined];
    });
  }

  /** New items that ask for the same as ended ones, which are thereby put away. @throws HutchError `unknown_task`, `invalid_transition` */
  requeue(ids: readonly string[], at: Place, write: Write): Task[] {
    return this.#write(write, (state) => {
      const index = state.indexOf(at);
      const ended = ids.map((id) => this.ended(id));
      const tasks = ended.map((task) => {
        return state.newTask({ item: itemOf(task), continues: task.continues }, write.by.user);
      });
      for (const task of new Set(ended)) if (task.hold) state.table.put({ ...task, hold: null });
      state.insert(tasks, index);
      return [wereDone(tasks, 'put into the queue again'), tasks];
    });
  }

  /** Puts down who has run a task past the queue. */
  ranNow(task: Task, by: Asker): void {
    this.#write({ by, revision: null }, () => [wereDone([task], 'run past the others'), undefined]);
  }

  /** Lets tasks start. Changes nothing while the queue runs. */
  start(write: Write): void {
    this.#write(write, (state) => {
      const what = state.stopped ? 'The queue was started.' : null;
      state.stopped = null;
      return [what, undefined];
    });
  }

  /** Lets no further task start until {@link QueueWrites.start}. Never refused. */
  stop(by: Asker): void {
    this.#write({ by, revision: null }, (state) => {
      if (state.stopped?.by === 'operator') return [null, undefined];
      state.stopped = { by: 'operator', reason: `The queue was stopped by ${by.user}.` };
      return ['The queue was stopped.', undefined];
    });
  }

  set(settings: { loop?: boolean | undefined; on_failure?: OnFailure | undefined }, write: Write): void {
    this.#write(write, (state) => {
      const { loop = state.loop, on_failure = state.onFailure } = settings;
      const said = [
        ...(loop === state.loop ? [] : [`The loop was switched ${loop ? 'on' : 'off'}.`]),
        ...(on_failure === state.onFailure ? [] : [`What happens on a failure was set to "${on_failure}".`]),
      ];
      state.loop = loop;
      state.onFailure = on_failure;
      return [said.length > 0 ? said.join(' ') : null, undefined];
    });
  }

  /** Saves what waiting items ask for. @throws HutchError `unknown_task`, `invalid_transition`, `bad_request` when nothing waits, `not_allowed` */
  saveList(name: string, ids: readonly string[] | undefined, replace: boolean, by: Asker): SavedList {
    const state = this.#state;
    const tasks = ids ? state.waitingAmong(ids, 'saved') : state.waiting;
    if (tasks.length === 0) throw new HutchError('bad_request', 'Nothing waits: there is nothing to be saved.');
    const list = { name, items: tasks.map(itemOf), saved_at: state.now, saved_by: by.user };
    state.lists.save(list, replace);
    return list;
  }

  /** A task that ended, of any age. @throws HutchError `unknown_task`, `invalid_transition` */
  ended(id: string): Task {
    const task = this.#state.table.recall(id);
    if (task.ended_at !== null) return task;
    const sentence = `${task.name} cannot be put into the queue again: it has not ended, it is ${task.state}.`;
    throw new HutchError('invalid_transition', sentence);
  }

  #write<R>({ by, revision }: Write, act: (state: QueueState) => Done<R>): R {
    const { log } = this.#state;
    if (revision !== null) log.check(revision);
    const [what, result] = act(this.#state);
    if (what !== null) {
      log.record(askerText(by), what);
      this.#state.settle();
    }
    return result;
  }

  #cancel(waiting: readonly Task[]): void {
    const ended_at = this.#state.now;
    this.#state.takeOut(waiting.map((task) => ({ ...task, state: 'cancelled', hold: null, ended_at })));
  }

  #placeText(at: Place): string {
    return placeText(at, (id) => this.#state.table.recall(id).name);
  }
}

function neighbourIn(place: Place): string | undefined {
  if (typeof place === 'string' || 'index' in place) return undefined;
  return 'after' in place ? place.after : place.before;
}
