import { expect, test } from 'vitest';
import type { Task } from '#shared/contract/tasks.ts';
import { neighbourOf, type QueueFacts, queueRules } from './queue-rules.ts';
import { aQueue, aTask } from './testing/task-builders.ts';

const rows = ['a', 'b', 'c', 'd'].map((task_id) => aTask({ task_id }));
const some = (...ids: string[]): Task[] => rows.filter(({ task_id }) => ids.includes(task_id));
const rules = (chosen: readonly Task[], change: Partial<QueueFacts> = {}) =>
  queueRules({ rows, chosen, queue: aQueue(), isBusy: false, writeReason: undefined, ...change });

test.each([
  [['b', 'c'], 'up', 'a'],
  [['b', 'c'], 'down', 'd'],
  [['a'], 'up', undefined],
  [['d'], 'down', undefined],
  // A block with gaps closes them beside its outermost neighbour.
  [['b', 'd'], 'up', 'a'],
  [['a', 'c'], 'down', 'd'],
] as const)('%j moved %s falls beside %s', (ids, step, beside) => {
  expect(neighbourOf(rows, some(...ids), step)?.task_id).toBe(beside);
});

test('what runs is no place to move before', () => {
  const shown = [aTask({ task_id: 'now', state: 'running' }), ...rows];
  expect(neighbourOf(shown, some('a'), 'up')).toBeUndefined();
});

test('nothing can be written without a connection, whatever is chosen', () => {
  const { up, edit, clear, write } = rules(some('b'), { writeReason: 'no connection' });
  expect([up, edit, clear, write]).toEqual(Array(4).fill('no connection'));
});

test('one item is edited or run now, and only while nothing runs', () => {
  expect(rules(some('a', 'b')).edit).toBe('Choose one item that waits first');
  expect(rules(some('a')).edit).toBeUndefined();
  expect(rules(some('a')).runNow).toBeUndefined();
  expect(rules(some('a'), { isBusy: true }).runNow).toMatch(/Something runs now/);
});

test('the parameters of what goes on with another run are not edited', () => {
  const task = aTask({ continues: { run_uid: 'r', from_point: 3 } });
  expect(rules([task]).edit).toMatch(/goes on with an earlier run/);
});

test('what runs is not removed; what has ended and is held is put away', () => {
  expect(rules([aTask({ state: 'running' })]).remove).toMatch(/Stop or Abort/);
  expect(rules([aTask({ state: 'failed', hold: { reason: 'x', by: 'hutch', at: 0 } })]).remove).toBeUndefined();
  expect(rules([aTask({ state: 'succeeded' })]).remove).toMatch(/history/);
});
