import { describe, expect, it } from 'vitest';
import type { QueueItem, Task } from '#shared/contract/index.ts';
import { HutchError } from '#shared/errors.ts';
import { aborted, failed, type TaskEnd } from '../task-end.ts';
import type { TaskJournal } from '../task-journal.ts';
import { MemoryTaskJournal } from './memory-task-journal.ts';
import { TaskQueue, type TaskQueueOptions } from './task-queue.ts';

const ADA = { user: 'ada', via: 'console' };
const BOB = { user: 'bob', via: 'command line' };
const SUCCESS: TaskEnd = {
  state: 'succeeded',
  outcome: { outcome: 'success', result: null, type: 'undefined' },
  error: null,
};
const STOPPED: TaskEnd = { ...SUCCESS, state: 'stopped' };

function setUp(options: Partial<TaskQueueOptions> = {}) {
  let id = 0;
  let time = 0;
  const queue = new TaskQueue({
    now: () => {
      time += 1;
      return time;
    },
    uuid: () => {
      id += 1;
      return `t${id}`;
    },
    ...options,
  });
  const { writes } = queue;
  const as = (by = ADA) => ({ by, revision: queue.list().queue.revision });
  /** Adds plans by their names, `stop` for an instruction. */
  const add = (...names: string[]) => writes.add(names.map(entry), 'back', as());
  const waiting = () => queue.list().tasks.filter(({ state }) => state === 'waiting');
  const names = () => waiting().map(({ name }) => name);
  const states = () => queue.list().tasks.map(({ name, state }) => `${name} ${state}`);
  /** Runs the next item to its end. */
  const run = (end: TaskEnd = SUCCESS) => {
    const { task_id } = queue.begin(queue.next()?.task_id ?? '');
    return queue.end(task_id, end);
  };
  return { queue, writes, as, add, names, states, run, waiting, list: () => queue.list() };
}

function entry(name: string): { item: QueueItem } {
  return { item: name === 'stop' ? { kind: 'stop', purpose: 'Change the sample.' } : { name } };
}

/** Two processes, one after the other, on one journal. */
function killedAnd(journal: TaskJournal) {
  return setUp({ journal, uuid: () => 'later', now: () => 500 });
}

describe('TaskQueue', () => {
  it('gives waiting tasks out in their order', () => {
    const { queue, add } = setUp();
    add('a', 'b');
    expect(queue.next()?.name).toBe('a');
    queue.begin('t1');
    expect(queue.next()?.name).toBe('b');
  });

  it('stamps start and end', () => {
    const { queue, add } = setUp();
    add('a');
    queue.begin('t1');
    queue.update('t1', { state: 'paused' });
    queue.update('t1', { state: 'running' });
    const { started_at, submitted_at } = queue.get('t1');
    const { ended_at } = queue.end('t1', SUCCESS);
    expect(started_at).toBeGreaterThan(submitted_at);
    expect(ended_at).toBeGreaterThan(started_at ?? Number.POSITIVE_INFINITY);
    expect(queue.get('t1').started_at).toBe(started_at);
  });

  it('tells of every change once, however many items it is about', () => {
    const { queue, add, writes, as } = setUp();
    const revisions: number[] = [];
    const before = queue.list().revision;
    queue.onChange(() => revisions.push(queue.list().revision - before));
    add('a', 'b', 'c');
    queue.begin('t1');
    writes.stop(ADA);
    writes.start(as());
    writes.start(as());
    expect(revisions).toEqual([1, 2, 3, 4]);
  });

  it('leaves a task that somebody has as it was', () => {
    const { queue, add } = setUp();
    const [task] = add('a');
    queue.begin('t1');
    expect(task?.state).toBe('waiting');
  });

  it('lists what ended in the order of ending, then what runs, then what waits', () => {
    const { queue, add, states, run } = setUp();
    add('a', 'b', 'c');
    run();
    queue.begin('t2');
    expect(states()).toEqual(['a succeeded', 'b running', 'c waiting']);
  });

  it('forgets the oldest ended tasks, and none that is open or held', () => {
    const { queue, add, run, states } = setUp({ maxEnded: 1 });
    add('a', 'b', 'c', 'd');
    queue.writes.set({ on_failure: 'continue' }, { by: ADA, revision: null });
    run(failed('a', new Error('no beam')));
    run();
    run();
    expect(states()).toEqual(['a failed', 'c succeeded', 'd waiting']);
    expect(queue.get('t2')).toMatchObject({ name: 'b', state: 'succeeded' });
  });
});

describe('writes to a TaskQueue', () => {
  it('put items at the front, at the back, at a place, behind and before another', () => {
    const { writes, as, add, names } = setUp();
    add('a', 'b');
    writes.add([entry('front')], 'front', as());
    writes.add([entry('second')], { index: 1 }, as());
    writes.add([entry('last')], { index: 99 }, as());
    writes.add([entry('after a')], { after: 't1' }, as());
    writes.add([entry('before b')], { before: 't2' }, as());
    expect(names()).toEqual(['front', 'second', 'a', 'after a', 'before b', 'b', 'last']);
  });

  it('put an item behind the one that runs at the front, and beside none that ended', () => {
    const { queue, writes, as, add, names, run } = setUp();
    add('a', 'b', 'c');
    run();
    queue.begin('t2');
    writes.add([entry('next')], { after: 't2' }, as());
    expect(names()).toEqual(['next', 'c']);
    expect(() => writes.add([entry('x')], { after: 't1' }, as())).toThrow(
      expect.objectContaining({
        code: 'invalid_transition',
        message: 'Nothing can be put beside a: it is succeeded, not waiting.',
      }),
    );
    expect(() => writes.add([entry('x')], { before: 'nowhere' }, as())).toThrow(
      expect.objectContaining({ code: 'unknown_task' }),
    );
    expect(names()).toEqual(['next', 'c']);
  });

  it('move a block, which keeps the order that it has in the queue', () => {
    const { writes, as, add, names } = setUp();
    add('a', 'b', 'c', 'd', 'e');
    writes.move(['t4', 't2'], 'front', as());
    expect(names()).toEqual(['b', 'd', 'a', 'c', 'e']);
    writes.move(['t2', 't4'], { after: 't3' }, as());
    expect(names()).toEqual(['a', 'c', 'b', 'd', 'e']);
    writes.move(['t1'], { index: 2 }, as());
    expect(names()).toEqual(['c', 'b', 'a', 'd', 'e']);
    expect(() => writes.move(['t1', 't2'], { after: 't2' }, as())).toThrow(
      expect.objectContaining({ code: 'bad_request', message: 'b cannot be moved beside itself.' }),
    );
  });

  it('refuse to move what has started, and move none of the others', () => {
    const { queue, writes, as, add, names } = setUp();
    add('a', 'b', 'c');
    const seen = as();
    queue.begin('t1');
    expect(() => writes.move(['t1', 't3'], 'front', seen)).toThrow(
      expect.objectContaining({
        code: 'invalid_transition',
        message: 'a cannot be moved: it is running, not waiting.',
      }),
    );
    expect(names()).toEqual(['b', 'c']);
  });

  it('change an item where it stands', () => {
    const { writes, as, add, waiting } = setUp();
    add('a', 'b', 'c');
    writes.hold(['t2'], 'No sample yet.', as());
    writes.edit('t2', { name: 'b', params: { num: 2 }, purpose: 'align' }, as(BOB));
    expect(waiting()[1]).toMatchObject({
      task_id: 't2',
      params: { num: 2 },
      purpose: 'align',
      submitted_by: 'ada',
      hold: { reason: 'No sample yet.', by: 'ada' },
    });
  });

  it('copy items to behind the last of them, held where they are', () => {
    const { writes, as, add, waiting, names } = setUp();
    add('a', 'b', 'c');
    writes.hold(['t1'], 'Wait.', as());
    const copies = writes.duplicate(['t2', 't1'], as());
    expect(names()).toEqual(['a', 'b', 'a', 'b', 'c']);
    expect(copies.map(({ name, hold }) => [name, hold?.reason])).toEqual([
      ['a', 'Wait.'],
      ['b', undefined],
    ]);
    expect(new Set(waiting().map(({ task_id }) => task_id)).size).toBe(5);
  });

  it('take items out, or all of them', () => {
    const { writes, as, add, states, names } = setUp();
    add('a', 'b', 'c');
    writes.remove(['t2'], as());
    expect(states()).toEqual(['b cancelled', 'a waiting', 'c waiting']);
    expect(() => writes.remove(['t1', 't2'], as())).toThrow(expect.objectContaining({ code: 'invalid_transition' }));
    expect(names()).toEqual(['a', 'c']);
    writes.clear(as());
    expect(names()).toEqual([]);
    const { revision } = as();
    writes.clear(as());
    expect(as().revision).toBe(revision);
  });

  it('let held items be passed over until they are released', () => {
    const { queue, writes, as, add } = setUp();
    add('a', 'b');
    writes.hold(['t1'], 'The sample is missing.', as());
    expect(queue.next()?.name).toBe('b');
    expect(queue.get('t1').hold).toMatchObject({ reason: 'The sample is missing.', by: 'ada' });
    writes.release(['t1'], as());
    expect(queue.next()?.name).toBe('a');
  });

  it('put ended items into the queue again, which is then not held any more', () => {
    const { queue, writes, as, add, names, run } = setUp();
    add('a');
    run(failed('a', new Error('no beam')));
    expect(queue.get('t1').hold).toMatchObject({ reason: 'a failed: no beam', by: 'hutch' });
    const [again] = writes.requeue(['t1'], 'back', as(BOB));
    expect(names()).toEqual(['a']);
    expect(again).toMatchObject({ submitted_by: 'bob', hold: null, outcome: null, run_uids: [] });
    expect(queue.get('t1').hold).toBeNull();
    expect(() => writes.requeue([again?.task_id ?? ''], 'back', as())).toThrow(
      expect.objectContaining({ code: 'invalid_transition' }),
    );
  });

  it('put a held item that ended away, once', () => {
    const { queue, writes, as, add, run } = setUp();
    add('a');
    run(failed('a', new Error('no beam')));
    writes.remove(['t1'], as());
    expect(queue.get('t1')).toMatchObject({ state: 'failed', hold: null });
    expect(() => writes.remove(['t1'], as())).toThrow(expect.objectContaining({ code: 'invalid_transition' }));
  });

  it('keep lists under names, which are not lost by accident', () => {
    const { queue, writes, as, add } = setUp();
    add('a', 'stop', 'b');
    writes.saveList('monday', undefined, false, ADA);
    expect(queue.lists.get('monday')).toMatchObject({
      saved_by: 'ada',
      items: [
        { kind: 'plan', name: 'a', params: {} },
        { kind: 'stop', purpose: 'Change the sample.' },
        { kind: 'plan', name: 'b', params: {} },
      ],
    });
    expect(() => writes.saveList('monday', ['t1'], false, BOB)).toThrow(
      expect.objectContaining({ code: 'not_allowed' }),
    );
    writes.saveList('monday', ['t1'], true, BOB);
    expect(queue.lists.get('monday').items).toHaveLength(1);
    expect(() => queue.lists.get('mondai')).toThrow(
      expect.objectContaining({ code: 'unknown_list', message: 'There is no list "mondai"; did you mean "monday"?' }),
    );
    queue.lists.remove('monday');
    expect(queue.lists.all()).toEqual([]);
    writes.clear(as());
    expect(() => writes.saveList('empty', undefined, false, ADA)).toThrow(
      expect.objectContaining({ code: 'bad_request' }),
    );
  });
});

describe('a write that was made from an old revision', () => {
  it('is refused with what has changed since, and by whom', () => {
    const { writes, as, add, names } = setUp();
    add('scan', 'count');
    const seen = as(BOB);
    writes.move(['t2'], 'front', as());
    const refused = () => writes.clear(seen);
    expect(refused).toThrow('The queue has changed since you looked: count was moved to the front by ada (console).');
    expect(refused).toThrow(
      expect.objectContaining({
        code: 'conflict',
        details: {
          revision: seen.revision + 1,
          changes: [expect.objectContaining({ by: 'ada (console)', what: 'count was moved to the front.' })],
        },
      }),
    );
    expect(names()).toEqual(['count', 'scan']);
  });

  it('is not refused because a task has started or ended well: a queue of short plans could never be written to', () => {
    const { writes, add, as, run, names } = setUp();
    add('a', 'b', 'c');
    const seen = as();
    run();
    writes.move(['t3'], 'front', seen);
    expect(names()).toEqual(['c', 'b']);
  });

  it('is refused because a task has failed: whoever starts the queue should know', () => {
    const { writes, add, as, run } = setUp();
    add('a', 'b');
    const seen = as();
    run(failed('a', new Error('no beam')));
    expect(() => writes.start(seen)).toThrow('The queue has changed since you looked: a failed: no beam.');
  });

  it('is told the last changes where there were many, and remembers two hundred', () => {
    const { writes, as, add, list } = setUp();
    const seen = { by: BOB, revision: list().queue.revision };
    for (let i = 0; i < 250; i += 1) add(`p${i}`);
    let error: unknown;
    try {
      writes.clear(seen);
    } catch (thrown) {
      error = thrown;
    }
    expect(error).toBeInstanceOf(HutchError);
    expect((error as HutchError).message).toContain('197 more changes; p247 was added at the back by ada (console)');
    expect((error as HutchError).details?.changes).toHaveLength(200);
    expect(() => writes.clear({ by: BOB, revision: as().revision + 5 })).toThrow(
      'The queue is not the one that you looked at. Look again.',
    );
  });

  it('does not keep anybody from stopping the queue', () => {
    const { writes, add, list } = setUp();
    add('a');
    writes.stop(BOB);
    expect(list().queue).toMatchObject({ running: false, reason: 'The queue was stopped by bob.' });
  });
});

describe('the end of a task', () => {
  it.each([
    ['failed', failed('a', new Error('no beam')), 'a failed: no beam.'],
    ['was aborted', aborted('a', 'wrong sample'), 'a was aborted: wrong sample.'],
    ['was stopped', STOPPED, 'a was stopped.'],
  ])('that %s stops the queue as long as something waits, and says so', (_how, end, said) => {
    const { queue, writes, as, add, run, list } = setUp();
    add('a', 'b');
    run(end);
    expect(list().queue).toMatchObject({
      running: false,
      reason: `${said} What waits starts when the queue is started.`,
    });
    expect(queue.next()).toBeUndefined();
    writes.remove(['t2'], as());
    expect(list().queue).toMatchObject({ running: true, reason: null });
  });

  it('that failed does not stop a queue that goes on, nor one in which nothing waits', () => {
    const { queue, writes, as, add, run, list } = setUp();
    add('a');
    run(failed('a', new Error('no beam')));
    expect(list().queue.running).toBe(true);
    writes.set({ on_failure: 'continue' }, as());
    add('b', 'c');
    run(failed('b', new Error('no beam')));
    expect(list().queue.running).toBe(true);
    expect(queue.next()?.name).toBe('c');
  });

  it('that was stopped by a person, or halted, stops the queue in any case', () => {
    const { writes, as, add, run, list } = setUp();
    writes.set({ on_failure: 'continue' }, as());
    add('a', 'b', 'c');
    run(STOPPED);
    expect(list().queue.running).toBe(false);
    writes.start(as());
    run(aborted('b', 'halted', new HutchError('plan_halt', 'halted')));
    expect(list().queue.running).toBe(false);
  });

  it('does not lift what an operator has stopped', () => {
    const { queue, writes, as, add, run, list } = setUp();
    add('a', 'b');
    const { task_id } = queue.begin('t1');
    writes.stop(ADA);
    queue.end(task_id, failed('a', new Error('no beam')));
    writes.remove(['t2'], as());
    expect(list().queue).toMatchObject({ running: false, reason: 'The queue was stopped by ada.' });
    add('c');
    expect(queue.next()).toBeUndefined();
    writes.start(as());
    run();
    expect(list().queue.running).toBe(true);
  });

  it('that succeeded goes to the back again in a loop, as a new task', () => {
    const { queue, writes, as, add, run, states } = setUp();
    writes.set({ loop: true }, as());
    add('a', 'b');
    run();
    expect(states()).toEqual(['a succeeded', 'b waiting', 'a waiting']);
    expect(queue.get('t3')).toMatchObject({ name: 'a', submitted_by: 'ada', started_at: null });
    run(failed('b', new Error('no beam')));
    expect(states()).toEqual(['a succeeded', 'b failed', 'a waiting']);
  });

  it('that a person ran past the queue does not go to the back again', () => {
    const { queue, writes, as, add, names } = setUp();
    writes.set({ loop: true }, as());
    add('a', 'b');
    queue.begin('t2');
    queue.end('t2', SUCCESS, true);
    expect(names()).toEqual(['a']);
  });
});

describe('an instruction to stop', () => {
  it('ends well when it comes to the front, and stops the queue with its purpose', () => {
    const { queue, writes, as, add, run, list, states } = setUp();
    add('a', 'stop', 'b');
    run();
    expect(queue.next()).toMatchObject({ kind: 'stop', name: 'stop' });
    queue.stopHere('t2');
    expect(list().queue).toMatchObject({ running: false, reason: 'Change the sample.' });
    expect(states()).toEqual(['a succeeded', 'stop succeeded', 'b waiting']);
    writes.clear(as());
    expect(list().queue.running).toBe(false);
    writes.start(as());
    expect(list().queue.running).toBe(true);
  });
});

describe('expected times', () => {
  const expectedS = ({ name }: Task) => ({ a: 10, b: 20, c: 5 })[name] ?? null;
  const times = (queue: TaskQueue) =>
    queue
      .list()
      .tasks.filter(({ ended_at }) => ended_at === null)
      .map((task) => [task.name, task.expected_start_at, task.expected_end_at]);

  it('are those of one task after the other, and pass over what is held', () => {
    const { queue, writes, as, add } = setUp({ now: () => 100, expectedS });
    add('a', 'b', 'c');
    writes.hold(['t2'], 'Wait.', as());
    queue.begin('t1');
    expect(times(queue)).toEqual([
      ['a', null, 110],
      ['b', null, null],
      ['c', 110, 115],
    ]);
    expect(queue.list().tasks.map(({ expected_s }) => expected_s)).toEqual([10, 20, 5]);
  });

  it('are not known behind a task that nobody knows, behind an instruction to stop, and in a queue that does not run', () => {
    const { queue, writes, as, add } = setUp({ now: () => 100, expectedS });
    add('a', 'unknown', 'b');
    expect(times(queue).map(([, start]) => start)).toEqual([100, 110, null]);
    writes.clear(as());
    add('a', 'stop', 'b');
    expect(times(queue).map(([, start]) => start)).toEqual([100, 110, null]);
    writes.stop(ADA);
    expect(times(queue).map(([, start]) => start)).toEqual([null, null, null]);
  });

  it('are worked out anew after a change, and not at every look', () => {
    let asked = 0;
    const { queue, add } = setUp({
      expectedS: () => {
        asked += 1;
        return 1;
      },
    });
    add('a');
    expect(queue.list()).toBe(queue.list());
    expect(asked).toBe(1);
    queue.refreshExpectations();
    queue.list();
    expect(asked).toBe(2);
  });
});

describe('a TaskQueue after Hutch was killed', () => {
  it('has what waited in its order, and runs nothing before a person says so', () => {
    const journal = new MemoryTaskJournal();
    const { writes, as, add } = setUp({ journal });
    add('a', 'b', 'c');
    writes.move(['t3'], 'front', as());
    writes.set({ loop: true, on_failure: 'continue' }, as());
    const seen = as();
    const { queue, names, list } = killedAnd(journal);
    expect(names()).toEqual(['c', 'a', 'b']);
    expect(list().queue).toMatchObject({
      running: false,
      reason: 'Hutch was started anew: 3 tasks wait. Start the queue when you are ready.',
      loop: true,
      on_failure: 'continue',
    });
    expect(queue.next()).toBeUndefined();
    expect(() => queue.writes.start(seen)).toThrow('The queue has changed since you looked: Hutch was started anew.');
  });

  it('has what was running interrupted and held, and tells of it; killed once more, it is the same', () => {
    const journal = new MemoryTaskJournal();
    const first = setUp({ journal });
    first.add('a', 'b');
    first.queue.begin('t1');
    first.queue.update('t1', { run_uids: ['run-1'] });
    const second = killedAnd(journal);
    const message = 'a was interrupted: Hutch, or its machine, was killed while it ran.';
    expect(second.queue.interrupted).toMatchObject([{ task_id: 't1', run_uids: ['run-1'] }]);
    expect(second.queue.get('t1')).toMatchObject({
      state: 'interrupted',
      ended_at: 500,
      hold: { reason: message, by: 'hutch', at: 500 },
      outcome: { outcome: 'error', type: 'interrupted', message },
      error: { message },
    });
    const third = killedAnd(journal);
    expect(third.queue.interrupted).toEqual([]);
    expect(third.list().tasks).toEqual(second.list().tasks);
    expect(third.list().queue.reason).toBe(second.list().queue.reason);
  });

  it('still says why it had been stopped before', () => {
    const journal = new MemoryTaskJournal();
    const first = setUp({ journal });
    first.add('a');
    first.writes.stop(ADA);
    const reason =
      'Hutch was started anew: 1 task waits. Start the queue when you are ready. Before that: The queue was stopped by ada.';
    expect(killedAnd(journal).list().queue.reason).toBe(reason);
    expect(killedAnd(journal).list().queue.reason).toBe(reason);
  });

  it('runs when nothing waits, unless an operator has stopped it', () => {
    const journal = new MemoryTaskJournal();
    const first = setUp({ journal });
    first.add('a');
    first.run();
    expect(killedAnd(journal).list().queue.running).toBe(true);
    first.writes.stop(ADA);
    expect(killedAnd(journal).list().queue).toMatchObject({ running: false, reason: 'The queue was stopped by ada.' });
  });

  it('has its lists and its history', () => {
    const journal = new MemoryTaskJournal();
    const first = setUp({ journal });
    first.add('a', 'b');
    first.writes.saveList('monday', undefined, false, ADA);
    first.run();
    first.run(failed('b', new Error('no beam')));
    const { queue } = killedAnd(journal);
    expect(queue.lists.all().map(({ name }) => name)).toEqual(['monday']);
    const { tasks, more } = queue.history({ limit: 1 });
    expect([tasks.map(({ name }) => name), more]).toEqual([['b'], true]);
    expect(queue.history({ limit: 10, text: 'BEAM' }).tasks).toHaveLength(1);
    expect(queue.history({ limit: 10, states: ['succeeded'], plan: 'a' }).tasks).toHaveLength(1);
  });
});
