import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { definePlan, isPlanDefinition } from './define-plan.ts';

const spec = {
  name: 'nap',
  description: 'Does nothing.',
  group: 'Other',
  params: z.object({ time: z.number().default(1).describe('How long') }),
  *run() {
    return 'rested';
  },
};

describe('definePlan', () => {
  test('makes a frozen definition that is recognised, unlike its look-alikes', () => {
    const plan = definePlan(spec);
    expect(Object.isFrozen(plan)).toBe(true);
    expect(isPlanDefinition(plan)).toBe(true);
    expect([spec, null, undefined, 'nap', () => plan].map(isPlanDefinition)).toEqual([
      false,
      false,
      false,
      false,
      false,
    ]);
  });

  test('leaves the schema of the author as it was', () => {
    definePlan(spec);
    expect(spec.params.parse({ time: 1, other: 2 })).toEqual({ time: 1 });
  });

  test('refuses a name that is no identifier, an empty description, and a default for what excludes something', () => {
    expect(() => definePlan({ ...spec, name: 'grid scan' })).toThrow(expect.objectContaining({ code: 'invalid_plan' }));
    expect(() => definePlan({ ...spec, exclusive: [['time']] })).toThrow(
      'Plan nap: time excludes another parameter, so it must be optional',
    );
    expect(() => definePlan({ ...spec, description: ' ' })).toThrow('Plan nap has no description');
  });
});
