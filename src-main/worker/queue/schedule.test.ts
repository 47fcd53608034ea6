import { describe, expect, it } from 'vitest';
import type { Task } from '#shared/contract/index.ts';
import { ADA, startQueue } from '../testing/start-queue.ts';
import type { TaskQueue } from './task-queue.ts';

describe('expected times', () => {
  const expectedS = ({ name }: Task) => ({ a: 10, b: 20, c: 5 })[name] ?? null;
  const times = (queue: TaskQueue) =>
    queue
      .list()
      .tasks.filter(({ ended_at }) => ended_at === null)
      .map((task) => [task.name, task.expected_start_at, task.expected_end_at]);

  it('are those of one task after the other, and pass over what is held', () => {
    const { queue, writes, as, add } = startQueue({ now: () => 100, expectedS });
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
    const { queue, writes, as, add } = startQueue({ now: () => 100, expectedS });
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
    const { queue, add } = startQueue({
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
