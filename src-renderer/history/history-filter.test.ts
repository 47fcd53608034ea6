import { expect, test } from 'vitest';
import { TaskState } from '#shared/contract/tasks.ts';
import { hasEnded } from '../stores/tasks-store.ts';
import { isFiltered, NO_FILTER, OUTCOMES, runConditions, taskConditions, timeRange } from './history-filter.ts';
import { taskOutcome } from './outcome.ts';

test('nothing looked for is no condition', () => {
  expect(isFiltered(NO_FILTER)).toBe(false);
  expect(runConditions(NO_FILTER, 0)).toEqual({});
  expect(taskConditions(NO_FILTER)).toEqual({});
});

test('runs are asked for by what the host can search', () => {
  const filter = { ...NO_FILTER, text: ' LaB6 ', plan: 'scan', device: 'stage.x', outcome: 'aborted' as const };
  expect(isFiltered(filter)).toBe(true);
  expect(runConditions(filter, 0)).toEqual({ text: 'LaB6', plan: 'scan', device: 'stage.x', outcomes: ['abort'] });
});

test('an abort of a task is also one by the end of Hutch', () => {
  expect(taskConditions({ ...NO_FILTER, outcome: 'aborted' })).toEqual({ states: ['aborted', 'interrupted'] });
});

test('what cannot fit is not asked for', () => {
  expect(runConditions({ ...NO_FILTER, outcome: 'cancelled' }, 0)).toBeNull();
  expect(taskConditions({ ...NO_FILTER, device: 'stage.x' })).toBeNull();
  expect(taskConditions({ ...NO_FILTER, outcome: 'open' })).toBeNull();
});

test('days are those of this computer, the last one included', () => {
  const day = (date: number) => new Date(2026, 10, date).getTime() / 1000;
  const range = timeRange({ ...NO_FILTER, time: 'days', fromDay: '2026-11-20', toDay: '2026-11-22' }, 0);
  expect(range).toEqual({ since: day(20), until: day(23) });
  expect(timeRange({ ...NO_FILTER, time: 'today' }, day(22) + 3600)).toEqual({ since: day(22) });
  expect(timeRange({ ...NO_FILTER, time: 'days' }, 0)).toEqual({});
});

test('every word that a row may show for what has ended is one that can be looked for', () => {
  const offered = OUTCOMES.map(({ label }) => label).join(' ');
  const ended = TaskState.options.filter(hasEnded).map((state) => taskOutcome({ state }).word);
  for (const word of ended) expect(offered).toContain(word);
});

test('what is looked for by its word is asked for', () => {
  expect(taskConditions({ ...NO_FILTER, outcome: 'succeeded' })).toEqual({ states: ['succeeded', 'stopped'] });
  expect(OUTCOMES.find(({ id }) => id === 'succeeded')?.label).toBe('succeeded or stopped');
  expect(OUTCOMES.find(({ id }) => id === 'aborted')?.label).toBe('aborted or interrupted');
});
