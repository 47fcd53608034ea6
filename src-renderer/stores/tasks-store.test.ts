import { beforeEach, describe, expect, test } from 'vitest';
import { aQueue, aTask } from '../queue/testing/task-builders.ts';
import { applyTaskList, queueEnd, useTasksStore } from './tasks-store.ts';

const list = (revision: number) => ({ revision, queue: aQueue({ revision }), tasks: [] });

beforeEach(() => useTasksStore.setState({ revision: 0, tasks: [], queue: aQueue(), isLoaded: false }));

describe('applyTaskList', () => {
  test('an older list does not take the place of a newer one', () => {
    applyTaskList(list(5));
    applyTaskList(list(4));
    expect(useTasksStore.getState().queue.revision).toBe(5);
  });

  test('a host that was started anew counts from the beginning', () => {
    applyTaskList(list(5));
    applyTaskList(list(1), true);
    expect(useTasksStore.getState().queue.revision).toBe(1);
  });
});

describe('queueEnd', () => {
  const hold = { reason: 'wait', by: 'ada', at: 0 };

  test('is when the last one that will run is over', () => {
    const running = aTask({ state: 'running', expected_end_at: 100 });
    expect(queueEnd([running, aTask({ expected_end_at: 300 })])).toBe(300);
  });

  test('does not wait for what is held, has ended, or only stops the queue', () => {
    const others = [aTask({ hold }), aTask({ state: 'failed', hold }), aTask({ kind: 'stop' })];
    expect(queueEnd([aTask({ expected_end_at: 300 }), ...others])).toBe(300);
  });

  test('is not known while the time of one is not', () => {
    expect(queueEnd([aTask({ expected_end_at: 300 }), aTask()])).toBeNull();
    expect(queueEnd([])).toBeNull();
  });
});
