import { describe, expect, it } from 'vitest';
import { HutchError } from '#shared/errors.ts';
import { taskError, taskResult } from './task-outcome.ts';

class Peak {
  readonly centre = 1;
}

describe('taskResult', () => {
  const shared = { a: 1 };
  it.each([
    ['uid', 'uid', 'string'],
    [4.5, 4.5, 'number'],
    [null, null, 'null'],
    [[1, 'a', { b: [true, null] }], [1, 'a', { b: [true, null] }], 'Array'],
    [{ twice: [shared, shared] }, { twice: [{ a: 1 }, { a: 1 }] }, 'Object'],
    [undefined, null, 'undefined'],
    [Number.NaN, null, 'number'],
    [new Peak(), null, 'Peak'],
    [new Float64Array(2), null, 'Float64Array'],
    [{ peak: new Peak() }, null, 'Object'],
    [() => 1, null, 'function'],
    [Object.create(null), {}, 'Object'],
  ])('of %o is %j, a %s', (value, result, type) => {
    expect(taskResult(value)).toEqual({ outcome: 'success', result, type });
  });

  it('of something that contains itself is null', () => {
    const loop: Record<string, unknown> = {};
    loop.self = loop;
    expect(taskResult(loop)).toEqual({ outcome: 'success', result: null, type: 'Object' });
  });
});

describe('taskError', () => {
  it('is named by its code, or by the class that the plan threw', () => {
    expect(taskError(new HutchError('timeout', 'Too late.')).type).toBe('timeout');
    const cause = new RangeError('x');
    expect(taskError(new HutchError('plan_failed', 'It failed.', { cause })).type).toBe('RangeError');
    expect(taskError(new HutchError('plan_failed', 'It failed.', { cause: 'text' })).type).toBe('plan_failed');
  });
});
