import { describe, expect, it } from 'vitest';
import { TaskQueue } from './task-queue.ts';

function setUp(maxEnded?: number) {
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
    ...(maxEnded !== undefined && { maxEnded }),
  });
  const states = () => queue.list().tasks.map(({ task_id, state }) => `${task_id} ${state}`);
  return { queue, states };
}

describe('TaskQueue', () => {
  it('gives waiting tasks out in the order in which they came', () => {
    const { queue } = setUp();
    queue.add({ name: 'a' });
    queue.add({ name: 'b' });
    expect(queue.next()?.name).toBe('a');
    queue.update('t1', { state: 'running' });
    expect(queue.next()?.name).toBe('b');
  });

  it('stamps start and end once each', () => {
    const { queue } = setUp();
    queue.add({ name: 'a' });
    queue.update('t1', { state: 'running' });
    queue.update('t1', { state: 'paused' });
    queue.update('t1', { state: 'running' });
    expect(queue.get('t1')).toMatchObject({ submitted_at: 1, started_at: 2, ended_at: null });
    expect(queue.update('t1', { state: 'succeeded' })).toMatchObject({ started_at: 2, ended_at: 3 });
  });

  it('counts every change in its revision and tells of it', () => {
    const { queue } = setUp();
    const revisions: number[] = [];
    queue.onChange(() => revisions.push(queue.list().revision));
    queue.add({ name: 'a' });
    queue.update('t1', { state: 'running' });
    queue.stop('Lunch.');
    queue.start();
    queue.start();
    expect(revisions).toEqual([1, 2, 3, 4]);
  });

  it('leaves a task that somebody holds as it was', () => {
    const { queue } = setUp();
    const task = queue.add({ name: 'a' });
    queue.update('t1', { state: 'running' });
    expect(task.state).toBe('waiting');
  });

  it('lifts the hold of a failure when nothing waits any more, and never the hold of an operator', () => {
    const { queue } = setUp();
    queue.add({ name: 'a' });
    queue.holdAfterEnd('a failed.');
    expect(queue.status).toMatchObject({ running: false, reason: 'a failed.' });
    queue.cancel('t1');
    expect(queue.status).toMatchObject({ running: true, reason: null });

    queue.stop('Stopped.');
    queue.add({ name: 'b' });
    queue.holdAfterEnd('b failed.');
    queue.cancel('t2');
    expect(queue.status).toMatchObject({ running: false, reason: 'Stopped.' });
    expect(queue.next()).toBeUndefined();
  });

  it('forgets the oldest ended tasks, and none that is open', () => {
    const { queue, states } = setUp(2);
    for (const name of ['a', 'b', 'c', 'd', 'e']) queue.add({ name });
    for (const id of ['t2', 't3', 't4', 't5']) queue.update(id, { state: 'failed' });
    expect(states()).toEqual(['t1 waiting', 't4 failed', 't5 failed']);
  });
});
