import { describe, expect, it } from 'vitest';
import { alignColumns } from './align-columns.ts';
import { ageText, alarmText, valueText } from './value-text.ts';

const of = (value: unknown) => ({ value: value as number, timestamp: 0, alarm_severity: 'none' as const });
const metadata = { field: 'x', dtype: 'number' as const, shape: [], units: 'mm', precision: 3 };

describe('a value on the terminal', () => {
  it.each([
    [of(1.5), metadata, '1.500 mm'],
    [of(1.5), undefined, '1.5'],
    [of('open'), undefined, 'open'],
    [of([1, 2]), undefined, '[1,2]'],
    [of(null), { ...metadata, shape: [48, 64] }, '48 × 64 values'],
    [of(null), metadata, 'no number'],
    [null, metadata, '–'],
  ])('%j with %j is %s', (reading, shown, text) => {
    expect(valueText(reading, shown)).toBe(text);
  });

  it.each([
    [undefined, ''],
    [0.34, '0.3 s'],
    [42.9, '42 s'],
    [500, '8 min'],
    [7300, '2 h'],
    [200_000, '2 d'],
  ])('%s seconds old is %s', (age, text) => {
    expect(ageText(age)).toBe(text);
  });

  it('says its alarm in words, and nothing when all is well', () => {
    const words = (['none', 'minor', 'major', 'invalid'] as const).map((alarm_severity) =>
      alarmText({ reading: { ...of(1), alarm_severity } }),
    );
    expect([...words, alarmText({ reading: null })]).toEqual(['', 'minor alarm', 'major alarm', 'invalid', '']);
  });
});

describe('columns', () => {
  it('are as wide as their widest cell, without blanks at the end of a line', () => {
    expect(
      alignColumns([
        ['a', 'bbb', 'x'],
        ['aaa', '', ''],
      ]),
    ).toEqual(['a    bbb  x', 'aaa']);
    expect(alignColumns([])).toEqual([]);
  });
});
