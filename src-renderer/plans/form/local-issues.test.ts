import { describe, expect, test } from 'vitest';
import type { FormSchema } from './form-schema.ts';
import { localIssues } from './local-issues.ts';

const schema: FormSchema = {
  type: 'object',
  properties: {
    detectors: { type: 'array', minItems: 1, items: { type: 'string', enum: ['det', 'i0'] } },
    num: { type: 'integer', minimum: 1 },
    delay: {
      anyOf: [
        { type: 'number', minimum: 0 },
        { type: 'array', items: { type: 'number', minimum: 0 } },
      ],
    },
    axes: {
      type: 'array',
      items: {
        type: 'object',
        properties: { motor: { type: 'string', enum: ['stage.x'] }, stop: { type: 'number' } },
        required: ['motor', 'stop'],
      },
    },
  },
  required: ['num'],
  additionalProperties: false,
};

describe('localIssues', () => {
  test('finds nothing wrong with what fits', () => {
    const params = { detectors: ['det'], num: 3, delay: [0, 1], axes: [{ motor: 'stage.x', stop: 1 }] };
    expect(localIssues(schema, params)).toEqual([]);
  });

  test.each([
    [{ num: 0 }, ['num'], '0 is too small: 1 is the least'],
    [{ num: 1.5 }, ['num'], '1.5 is not a whole number'],
    [{ num: 'abc' }, ['num'], '“abc” is not a whole number'],
    [{ num: 1, delay: -1 }, ['delay'], '−1 is too small: 0 is the least'],
    [{ num: 1, delay: [0, -1] }, ['delay', 1], '−1 is too small: 0 is the least'],
    [{ num: 1, delay: 'soon' }, ['delay'], '“soon” is not a number'],
    [{ num: 1, detectors: ['nope'] }, ['detectors', 0], '“nope” does not fit here'],
    [{ num: 1, nmu: 2 }, ['nmu'], 'There is no parameter nmu'],
  ])('says of %j at %j: %s', (params, path, message) => {
    expect(localIssues(schema, params)).toEqual([{ path, message }]);
  });

  test('marks what is merely missing, so that a fresh form does not shout', () => {
    expect(localIssues(schema, { axes: [{ motor: 'stage.x' }] })).toEqual([
      { path: ['num'], message: 'This is needed', isMissing: true },
      { path: ['axes', 0, 'stop'], message: 'This is needed', isMissing: true },
    ]);
  });

  test('of an empty list where one is needed says so', () => {
    expect(localIssues(schema, { num: 1, detectors: [] })).toEqual([
      { path: ['detectors'], message: 'At least 1 is needed', isMissing: true },
    ]);
  });

  test('says at the later one that two parameters exclude each other', () => {
    const exclusive = { ...schema, not: { anyOf: [{ required: ['num', 'delay'] }, { required: ['delay', 'axes'] }] } };
    expect(localIssues(exclusive, { num: 1 })).toEqual([]);
    expect(localIssues(exclusive, { num: 1, delay: 2 })).toEqual([
      { path: ['delay'], message: 'delay and num exclude each other: give one of them' },
    ]);
  });
});
