import { describe, expect, it } from 'vitest';
import { failed } from '../task-end.ts';
import { ADA, killedAnd, startQueue } from '../testing/start-queue.ts';
import { MemoryTaskJournal } from './memory-task-journal.ts';

describe('a TaskQueue after Hutch was killed', () => {
  it('has what waited in its order, and runs nothing before a person says so', () => {
    const journal = new MemoryTaskJournal();
    const { writes, as, add } = startQueue({ journal });
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
    const first = startQueue({ journal });
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
    const first = startQueue({ journal });
    first.add('a');
    first.writes.stop(ADA);
    const reason =
      'Hutch was started anew: 1 task waits. Start the queue when you are ready. Before that: The queue was stopped by ada.';
    expect(killedAnd(journal).list().queue.reason).toBe(reason);
    expect(killedAnd(journal).list().queue.reason).toBe(reason);
  });

  it('runs nothing more before a person says so where a task was interrupted, though nothing waits', () => {
    const journal = new MemoryTaskJournal();
    const first = startQueue({ journal });
    first.add('a');
    first.queue.begin('t1');
    const reason = 'Hutch was started anew. Start the queue when you are ready.';
    const second = killedAnd(journal);
    expect(second.list().queue).toMatchObject({ running: false, reason });
    second.add('b');
    expect(second.queue.next()).toBeUndefined();
    second.writes.start(second.as());
    expect(second.queue.next()?.name).toBe('b');
  });

  it('of one plan alone starts it, whatever was interrupted before', () => {
    const journal = new MemoryTaskJournal();
    const first = startQueue({ journal });
    first.add('a');
    first.queue.begin('t1');
    const load = journal.load.bind(journal);
    journal.load = () => ({ ...load(), isOfOneRun: true });
    const { queue, add } = killedAnd(journal);
    add('b');
    expect(queue.interrupted).toHaveLength(1);
    expect(queue.next()?.name).toBe('b');
  });

  it('runs when nothing waits, unless an operator has stopped it', () => {
    const journal = new MemoryTaskJournal();
    const first = startQueue({ journal });
    first.add('a');
    first.run();
    expect(killedAnd(journal).list().queue.running).toBe(true);
    first.writes.stop(ADA);
    expect(killedAnd(journal).list().queue).toMatchObject({ running: false, reason: 'The queue was stopped by ada.' });
  });

  it('has its lists and its history', () => {
    const journal = new MemoryTaskJournal();
    const first = startQueue({ journal });
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
