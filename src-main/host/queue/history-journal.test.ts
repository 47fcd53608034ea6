import { beforeEach, describe, expect, it } from 'vitest';
import { MemoryTaskJournal } from '../../worker/queue/memory-task-journal.ts';
import { failed } from '../../worker/task-end.ts';
import { ADA, entry, killedAnd, SUCCESS, startQueue } from '../../worker/testing/start-queue.ts';
import { HistoryJournal } from './history-journal.ts';

let kept: MemoryTaskJournal;

/** What of the workspace's queue must not change. */
const untouched = () => {
  const { open, settings, lists } = kept.load();
  return { open: open.map(({ task_id, name, state, hold }) => [task_id, name, state, hold]), settings, lists };
};
const history = () => kept.history({ limit: 10 }).tasks.map(({ task_id, state }) => `${task_id} ${state}`);
/** A host of its own for one plan, on the journal of the workspace. */
const oneRun = () => startQueue({ journal: new HistoryJournal(kept), uuid: () => 'run' });

beforeEach(() => {
  kept = new MemoryTaskJournal();
  const serving = startQueue({ journal: kept });
  serving.add('a', 'b', 'c');
  serving.writes.move(['t3'], 'front', serving.as());
  serving.writes.hold(['t1'], 'warm', serving.as());
  serving.writes.saveList('night', undefined, false, ADA);
  serving.writes.set({ loop: true, on_failure: 'continue' }, serving.as());
  serving.writes.stop(ADA);
});

describe('the task of a host for one run', () => {
  it.each([
    ['succeeds', SUCCESS],
    ['fails', failed('count', new Error('no beam'))],
  ])('is in the history when it %s, and what waits in the queue stays as it is', (_how, end) => {
    const before = untouched();
    const { queue, add, run, names } = oneRun();
    add('count');
    expect(queue.next()?.name, 'whatever has stopped the queue of the workspace').toBe('count');
    const task = run(end);
    expect(history()).toEqual([`run ${end.state}`]);
    expect(kept.task('run')).toEqual(task);
    expect(names(), 'it runs once, though the queue of the workspace loops').toEqual([]);
    expect(untouched()).toEqual(before);
    const serving = killedAnd(kept);
    expect(serving.names()).toEqual(['c', 'a', 'b']);
    expect(serving.list().queue).toMatchObject({ running: false, loop: true, on_failure: 'continue' });
  });

  it('is interrupted and held at the next start when it was killed, that of another run or of a queue', () => {
    const { queue, add } = oneRun();
    add('count');
    queue.begin('run');
    const before = untouched().open.filter(([, , state]) => state === 'waiting');
    expect(startQueue({ journal: new HistoryJournal(kept) }).queue.interrupted).toMatchObject([
      { task_id: 'run', state: 'interrupted', hold: { by: 'hutch' } },
    ]);
    expect(history()).toEqual(['run interrupted']);
    expect(untouched().open).toEqual(before);
    const serving = killedAnd(kept);
    expect(serving.queue.interrupted).toEqual([]);
    expect(serving.states()).toEqual(['count interrupted', 'c waiting', 'a waiting', 'b waiting']);
  });

  it('that never began leaves nothing behind', () => {
    const before = untouched();
    oneRun().add('count');
    expect(untouched()).toEqual(before);
    expect(kept.task('run')).toBeUndefined();
  });

  it('does not let anybody reach what waits in the queue of the workspace, while what has ended is known', () => {
    const before = untouched();
    const { writes, queue, as, run, add } = oneRun();
    for (const act of [
      () => writes.remove(['t1'], as()),
      () => writes.release(['t1'], as()),
      () => writes.edit('t1', entry('z').item, as()),
      () => queue.waiting('t1', 'run'),
    ]) {
      expect(act).toThrow('There is no task t1.');
    }
    writes.clear(as());
    expect(untouched()).toEqual(before);
    add('count');
    run(failed('count', new Error('no beam')));
    const { queue: later, writes: laterWrites, as: asLater } = oneRun();
    expect(later.get('run')).toMatchObject({ state: 'failed', hold: { by: 'hutch' } });
    laterWrites.remove(['run'], asLater());
    expect(kept.task('run')).toMatchObject({ state: 'failed', hold: null });
  });

  it('keeps no lists and no settings of its own', () => {
    const before = untouched();
    const { writes, queue, as, add } = oneRun();
    add('count');
    writes.saveList('mine', undefined, false, ADA);
    queue.lists.remove('mine');
    writes.set({ loop: true }, as());
    writes.stop(ADA);
    writes.clear(as());
    expect(untouched()).toEqual(before);
  });
});
