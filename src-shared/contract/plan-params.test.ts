import { expect, test } from 'vitest';
import { PlanParams } from './plan-params.ts';
import { TaskRequest } from './tasks.ts';

test.each([
  [[], 'The parameters are a list; they must be an object like {"num": 3}'],
  [null, 'The parameters are null; they must be an object like {"num": 3}'],
  ['num', 'The parameters are a text; they must be an object like {"num": 3}'],
  [3, 'The parameters are a number; they must be an object like {"num": 3}'],
])('%j is no object of parameters, and is refused in a sentence', (params, message) => {
  expect(TaskRequest.safeParse({ name: 'count', params }).error?.issues).toMatchObject([{ path: ['params'], message }]);
});

test('what is in an object of parameters is for the plan to judge', () => {
  expect(PlanParams.parse({ num: 'many', more: [null] })).toEqual({ num: 'many', more: [null] });
  expect(TaskRequest.parse({ name: 'count' }).params).toEqual({});
});
