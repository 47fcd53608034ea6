import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Place, Task } from '#shared/contract/index.ts';
import { HutchError } from '#shared/errors.ts';
import { failed, type TaskEnd } from '../task-end.ts';
import { MemoryTaskJournal } from './memory-task-journal.ts';
import type { Write } from './queue-writes.ts';
import { TaskQueue } from './task-queue.ts';

const ADA = { user: 'ada', via: 'console' };
const ENDS: readonly TaskEnd[] = [
  { state: 'succeeded', outcome: { outcome: 'success', result: null, type: 'null' }, error: null },
  { state: 'stopped', outcome: { outcome: 'success', result: null, type: 'null' }, error: null },
  failed('p', new Error('no beam')),
];

/** What is done, with numbers that name tasks and places among those that are there. */
type Op =
  | { readonly op: 'add' | 'requeue' | 'move'; readonly picks: readonly number[]; readonly place: number }
  | { readonly op: 'remove' | 'hold' | 'release' | 'duplicate'; readonly picks: readonly number[] }
  | { readonly op: 'clear' | 'start' | 'stop' | 'loop' | 'continue' | 'take' | 'kill' }
  | { readonly op: 'end'; readonly how: number };

const picks = fc.array(fc.nat(30), { minLength: 1, maxLength: 4 });
const anyOp: fc.Arbitrary<Op> = fc.oneof(
  fc.record({ op: fc.constantFrom('add', 'add', 'requeue', 'move'), picks, place: fc.nat(60) }),
  fc.record({ op: fc.constantFrom('remove', 'hold', 'release', 'duplicate'), picks }),
  fc.record({ op: fc.constantFrom('clear', 'start', 'start', 'stop', 'loop', 'continue', 'take', 'take', 'kill') }),
  fc.record({ op: fc.constant('end' as const), how: fc.nat(2) }),
);
/** `late`: it is made from a revision that is this many changes old. */
const anyStep = fc.record({
  step: anyOp,
  late: fc.oneof({ weight: 4, arbitrary: fc.constant(0) }, { weight: 1, arbitrary: fc.nat(3) }),
});

/** The queue as a list of names: what it must be, by the simplest means. */
interface Model {
  order: string[];
  held: Set<string>;
  running: string | null;
  /** Ended ones that are held. */
  heldEnds: Set<string>;
  ended: Set<string>;
  stopped: 'operator' | 'failure' | null;
  loop: boolean;
  goesOn: boolean;
}

class Bench {
  readonly journal = new MemoryTaskJournal({ maxEnded: 100_000 });
  readonly model: Model = {
    order: [],
    held: new Set(),
    running: null,
    heldEnds: new Set(),
    ended: new Set(),
    stopped: null,
    loop: false,
    goesOn: false,
  };
  queue: TaskQueue;
  #ids = 0;
  #time = 0;

  constructor() {
    this.queue = this.#open(this.journal);
  }

  #open(journal: MemoryTaskJournal): TaskQueue {
    return new TaskQueue({
      journal,
      maxEnded: 100_000,
      uuid: () => {
        this.#ids += 1;
        return `t${this.#ids}`;
      },
      now: () => {
        this.#time += 1;
        return this.#time;
      },
    });
  }

  get revision(): number {
    return this.queue.list().queue.revision;
  }

  /** Does a step to both, and looks whether it was refused when it had to be. */
  step({ step, late }: { step: Op; late: number }): void {
    const before = this.revision;
    const write = { by: ADA, revision: before - late };
    const isWrite = !['take', 'end', 'stop', 'kill'].includes(step.op);
    const untouched = JSON.stringify(this.queue.list());
    let refused: HutchError | undefined;
    try {
      this.#do(step, write);
    } catch (thrown) {
      if (!(thrown instanceof HutchError)) throw thrown;
      refused = thrown;
    }
    expect(refused?.code === 'conflict').toBe(isWrite && late > 0);
    if (refused) expect(JSON.stringify(this.queue.list())).toBe(untouched);
    expect(this.revision).toBeGreaterThanOrEqual(before);
    if (this.model.stopped === 'failure' && this.model.order.length === 0) this.model.stopped = null;
  }

  #do(step: Op, write: Write): void {
    const { model, queue } = this;
    const { writes } = queue;
    switch (step.op) {
      case 'loop':
      case 'continue':
      case 'start':
      case 'stop':
        this.#set(step.op, write);
        break;
      case 'add': {
        const { at, index } = this.#place(step.place, model.order);
        const tasks = writes.add(
          step.picks.map(() => ({ item: { name: 'p' } })),
          at,
          write,
        );
        this.#insert(tasks, index);
        break;
      }
      case 'requeue': {
        const ids = pick(step.picks, [...model.ended]);
        const { at, index } = this.#place(step.place, model.order);
        this.#insert(writes.requeue(ids, at, write), index);
        for (const id of ids) model.heldEnds.delete(id);
        break;
      }
      case 'move': {
        const block = new Set(pick(step.picks, model.order));
        const rest = model.order.filter((id) => !block.has(id));
        const { at, index } = this.#place(step.place, rest);
        writes.move([...block], at, write);
        rest.splice(index, 0, ...model.order.filter((id) => block.has(id)));
        model.order = rest;
        break;
      }
      case 'duplicate': {
        const ids = [...new Set(pick(step.picks, model.order))];
        const last = Math.max(...ids.map((id) => model.order.indexOf(id)));
        const heldOnes = model.order.filter((id) => ids.includes(id)).map((id) => model.held.has(id));
        const copies = writes.duplicate(ids, write);
        this.#insert(copies, last + 1);
        for (const [at, { task_id }] of copies.entries()) if (heldOnes[at]) model.held.add(task_id);
        break;
      }
      case 'remove': {
        const ids = pick(step.picks, [...model.order, ...model.heldEnds]);
        writes.remove(ids, write);
        for (const id of ids) if (!model.heldEnds.delete(id)) this.#cancel(id);
        break;
      }
      case 'hold':
      case 'release': {
        const ids = pick(step.picks, model.order);
        if (step.op === 'hold') writes.hold(ids, 'Wait.', write);
        else writes.release(ids, write);
        for (const id of ids) model.held[step.op === 'hold' ? 'add' : 'delete'](id);
        break;
      }
      case 'clear':
        writes.clear(write);
        for (const id of [...model.order]) this.#cancel(id);
        break;
      case 'take':
        this.#take();
        break;
      case 'end':
        this.#end(step.how);
        break;
      case 'kill':
        this.#kill();
        break;
    }
  }

  #set(op: 'loop' | 'continue' | 'start' | 'stop', write: Write): void {
    const { model } = this;
    const { writes } = this.queue;
    switch (op) {
      case 'start':
        writes.start(write);
        model.stopped = null;
        break;
      case 'stop':
        writes.stop(ADA);
        model.stopped = 'operator';
        break;
      case 'loop':
        writes.set({ loop: !model.loop }, write);
        model.loop = !model.loop;
        break;
      case 'continue':
        writes.set({ on_failure: model.goesOn ? 'stop' : 'continue' }, write);
        model.goesOn = !model.goesOn;
        break;
    }
  }

  #take(): void {
    const { model, queue } = this;
    const next = model.stopped ? undefined : model.order.find((id) => !model.held.has(id));
    expect(queue.next()?.task_id).toBe(next);
    if (model.running !== null || next === undefined) return;
    queue.begin(next);
    model.order = model.order.filter((id) => id !== next);
    model.running = next;
  }

  #end(how: number): void {
    const { model, queue } = this;
    const end = ENDS[how];
    const id = model.running;
    if (id === null || !end) return;
    queue.end(id, end);
    model.running = null;
    model.ended.add(id);
    if (end.state === 'failed') model.heldEnds.add(id);
    const stops = end.state === 'stopped' || (end.state === 'failed' && !model.goesOn);
    if (stops && model.order.length > 0) model.stopped ??= 'failure';
    if (end.state === 'succeeded' && model.loop) {
      const copy = queue.list().tasks.at(-1);
      if (copy) model.order.push(copy.task_id);
    }
  }

  /** Another process begins where this one was cut off. */
  #kill(): void {
    const { model } = this;
    this.queue = this.#open(this.journal);
    const wasRunning = model.running !== null;
    if (model.running !== null) {
      model.ended.add(model.running);
      model.heldEnds.add(model.running);
      model.running = null;
    }
    if (model.order.length > 0 || wasRunning) model.stopped = 'operator';
    else if (model.stopped === 'failure') model.stopped = null;
  }

  #cancel(id: string): void {
    const { model } = this;
    if (!model.order.includes(id)) return;
    model.order = model.order.filter((other) => other !== id);
    model.held.delete(id);
    model.ended.add(id);
  }

  #insert(tasks: readonly Task[], index: number): void {
    this.model.order.splice(index, 0, ...tasks.map(({ task_id }) => task_id));
  }

  /** A place that there is, and the index that it means in `order`. */
  #place(number: number, order: readonly string[]): { at: Place; index: number } {
    const index = order.length === 0 ? 0 : Math.floor(number / 4) % order.length;
    const neighbour = order[index];
    if (number % 4 === 0 && neighbour !== undefined) return { at: { after: neighbour }, index: index + 1 };
    if (number % 4 === 1 && neighbour !== undefined) return { at: { before: neighbour }, index };
    if (number % 4 === 2) return { at: 'front', index: 0 };
    return number % 8 === 3 ? { at: 'back', index: order.length } : { at: { index }, index };
  }

  /** The queue is what the model says, and so would be the one that another process made of the journal. */
  compare(): void {
    this.#compareWith(this.queue);
    const copy = new MemoryTaskJournal({ maxEnded: 100_000 });
    const { open, ended, settings } = this.journal.load();
    for (const task of [...ended, ...open]) copy.putTask(task);
    copy.putOrder(open.filter(({ state }) => state === 'waiting').map(({ task_id }) => task_id));
    if (settings) copy.putSettings(settings);
    const restored = new TaskQueue({ journal: copy, maxEnded: 100_000, uuid: () => 'never', now: () => this.#time });
    const { running } = this.model;
    expect(restored.interrupted.map(({ task_id }) => task_id)).toEqual(running === null ? [] : [running]);
    const { tasks, queue } = this.queue.list();
    const same = (task: Task) => task.task_id !== running;
    const there = (task: Task) => ({ ...task, expected_s: null, expected_start_at: null, expected_end_at: null });
    expect(restored.list().tasks.filter(same).map(there)).toEqual(tasks.filter(same).map(there));
    expect(restored.list().queue).toMatchObject({ loop: queue.loop, on_failure: queue.on_failure });
    const { order, stopped } = this.model;
    expect(restored.list().queue.running).toBe(order.length === 0 && running === null && stopped !== 'operator');
  }

  #compareWith(queue: TaskQueue): void {
    const { model } = this;
    const { tasks, queue: status } = queue.list();
    const idsOf = (wanted: (task: Task) => boolean) => tasks.filter(wanted).map(({ task_id }) => task_id);
    expect(idsOf(({ state }) => state === 'waiting')).toEqual(model.order);
    expect(idsOf(({ state }) => state === 'running')).toEqual(model.running === null ? [] : [model.running]);
    expect(new Set(idsOf(({ ended_at }) => ended_at !== null))).toEqual(model.ended);
    expect(new Set(idsOf(({ hold }) => hold !== null))).toEqual(
      new Set([...model.held, ...model.heldEnds].filter((id) => id !== model.running)),
    );
    expect(new Set(tasks.map(({ task_id }) => task_id)).size).toBe(tasks.length);
    expect(tasks.length).toBe(model.order.length + model.ended.size + (model.running === null ? 0 : 1));
    expect(status.running).toBe(model.stopped === null);
    expect(status.reason === null).toBe(status.running);
  }
}

function pick(numbers: readonly number[], among: readonly string[]): string[] {
  return numbers.flatMap((number) => among[number % among.length] ?? []);
}

describe('a TaskQueue', () => {
  it('is what a simple model says after anything that is done to it, and so is what a new process makes of its journal', () => {
    fc.assert(
      fc.property(fc.array(anyStep, { maxLength: 40 }), (steps) => {
        const bench = new Bench();
        for (const step of steps) {
          bench.step(step);
          bench.compare();
        }
      }),
      { numRuns: 150 },
    );
  });
});
