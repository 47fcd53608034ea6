import { expect, test } from 'vitest';
import { effectiveParams } from './effective-params.ts';

const schema = {
  properties: {
    detectors: { type: 'array', default: ['det'] },
    axes: {
      type: 'array',
      default: [{ motor: 'stage.x', start: 0 }],
      items: { type: 'object', properties: { motor: { type: 'string' }, start: { type: 'number', default: 0 } } },
    },
    num: { type: 'integer', default: 11 },
    delay: { type: 'number' },
  },
};

test('what a request leaves out is what the plan does by itself, in the order of the plan', () => {
  const effective = effectiveParams({ num: 51 }, schema);
  expect(effective).toEqual({ detectors: ['det'], axes: [{ motor: 'stage.x', start: 0 }], num: 51 });
  expect(Object.keys(effective)).toEqual(['detectors', 'axes', 'num']);
});

test('the defaults of a row fill what the row leaves out', () => {
  expect(effectiveParams({ axes: [{ motor: 'stage.y' }] }, schema).axes).toEqual([{ motor: 'stage.y', start: 0 }]);
});

test('what is said stays as it is said, even what the plan does not know', () => {
  expect(effectiveParams({ detectors: [], num: null, more: 1 }, schema)).toMatchObject({
    detectors: [],
    num: null,
    more: 1,
  });
  expect(effectiveParams({ num: 3 }, {})).toEqual({ num: 3 });
});
