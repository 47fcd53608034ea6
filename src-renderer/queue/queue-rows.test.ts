import { expect, test } from 'vitest';
import { lastTaskTag } from './queue-rows.ts';

test.each([
  ['running', 'was running'],
  ['paused', 'was paused'],
  ['waiting', 'waiting'],
] as const)('with nobody to ask, a task that was %s is told as “%s”, in no colour', (state, word) => {
  expect(lastTaskTag({ state, hold: null })).toEqual({ tone: 'off', word });
});
