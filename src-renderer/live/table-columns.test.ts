import { describe, expect, it } from 'vitest';
import { RunStream } from '../stores/run-stream.ts';
import { runFields } from './run-field.ts';
import { cellText, tableColumns, tableFields } from './table-columns.ts';

function stream(hints: Record<string, { fields: string[] }>): RunStream {
  const made = new RunStream({
    uid: 'd',
    time: 0,
    run_start: 'run',
    name: 'primary',
    hints,
    data_keys: {
      det: { source: 'sim', dtype: 'integer', shape: [], units: 'counts' },
      'det-exposure': { source: 'sim', dtype: 'number', shape: [], units: 's' },
      'stage-x': { source: 'sim', dtype: 'number', shape: [], units: 'mm', precision: 3 },
      'shutter-state': { source: 'sim', dtype: 'string', shape: [] },
      'andor-image': { source: 'sim', dtype: 'array', shape: [4, 4] },
    },
  });
  made.append(1_700_000_000.4075, 1, { det: 14_203, 'stage-x': -0.25, 'shutter-state': 'open' });
  return made;
}

describe('tableFields', () => {
  it('shows where the scan is, then what the hints name', () => {
    const run = stream({ det: { fields: ['det'] }, 'stage-x': { fields: ['stage-x'] } });
    expect(tableFields(runFields(run.descriptor), ['stage-x']).map((field) => field.key)).toEqual(['stage-x', 'det']);
  });

  it('shows all that can be read where nothing is hinted, and never a picture', () => {
    expect(tableFields(runFields(stream({}).descriptor), []).map((field) => field.key)).toEqual([
      'det',
      'det-exposure',
      'stage-x',
      'shutter-state',
    ]);
  });
});

describe('tableColumns', () => {
  it('writes values with the precision of their data keys, and dashes for what is missing', () => {
    const run = stream({});
    const columns = tableColumns(run, tableFields(runFields(run.descriptor), []));
    expect(columns.map((column) => column.label)).toEqual([
      '#',
      'Time',
      'det',
      'det.exposure',
      'stage.x',
      'shutter.state',
    ]);
    const texts = columns.map((column) => column.text(0));
    expect(texts[1]).toMatch(/^\d\d:\d\d:\d\d\.407$/);
    expect(texts.toSpliced(1, 1)).toEqual(['1', '14\u2009203', '\u2014', '\u22120.250', 'open']);
  });

  it('sees rows that came after it was made', () => {
    const run = stream({});
    const [number] = tableColumns(run, []);
    run.append(1_700_000_001, 2, {});
    expect(number?.text(1)).toBe('2');
    expect(number?.text(2)).toBe('\u2014');
  });
});

describe('cellText', () => {
  it('writes what is neither number nor text as JSON', () => {
    expect(cellText([1, 2], undefined)).toBe('[1,2]');
    expect(cellText(null, undefined)).toBe('\u2014');
  });
});
