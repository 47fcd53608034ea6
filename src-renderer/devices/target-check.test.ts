import { describe, expect, it } from 'vitest';
import { checkTarget } from './target-check.ts';
import { motorModel } from './testing/device-builders.ts';

const mm = motorModel('stage.x').value!;

describe('checkTarget', () => {
  it('takes a number between the limits', () => {
    expect(checkTarget('0.8 mm', mm)).toEqual({ ok: true, value: 0.8 });
    expect(checkTarget('25', mm)).toEqual({ ok: true, value: 25 });
  });
  it('names the limit that a number breaks', () => {
    expect(checkTarget('26', mm)).toEqual({ ok: false, reason: '26.000 is beyond its upper limit of 25.000 mm' });
    expect(checkTarget('-26', mm)).toEqual({
      ok: false,
      reason: '\u221226.000 is beyond its lower limit of \u221225.000 mm',
    });
  });
  it('says what is no number, and says nothing before anything is typed', () => {
    expect(checkTarget('abc', mm)).toEqual({ ok: false, reason: '"abc" is not a number' });
    expect(checkTarget(' ', mm)).toEqual({ ok: false, reason: null });
  });
  it('takes text for a device that holds text', () => {
    expect(checkTarget('sample 1', { field: 'name', dtype: 'string', shape: [] })).toEqual({
      ok: true,
      value: 'sample 1',
    });
  });
});
