import { describe, expect, it } from 'vitest';
import type { DataKey } from '#shared/documents/common.ts';
import type { EventDescriptor } from '#shared/documents/event-descriptor.ts';
import type { RunStart } from '#shared/documents/run-start.ts';
import { applyPicks, chooseAxes, dimensionKeys } from './axis-choice.ts';
import { runFields } from './run-field.ts';

const number: DataKey = { source: 'sim', dtype: 'number', shape: [] };

function start(dimensions?: [string[], string][]): RunStart {
  return { uid: 'run', time: 100, ...(dimensions && { hints: { dimensions } }) };
}

function descriptor(hinted: Record<string, string[]>, extra: EventDescriptor['data_keys'] = {}): EventDescriptor {
  const fields = Object.values(hinted).flat();
  return {
    uid: 'descriptor',
    time: 100,
    run_start: 'run',
    name: 'primary',
    data_keys: { ...Object.fromEntries(fields.map((field) => [field, number])), ...extra },
    hints: Object.fromEntries(Object.entries(hinted).map(([device, list]) => [device, { fields: list }])),
  };
}

function choose(run: RunStart, stream: EventDescriptor) {
  return chooseAxes(run, stream, runFields(stream));
}

describe('chooseAxes', () => {
  it('draws the first hinted field that is not scanned against the scanned motor', () => {
    const stream = descriptor({ 'stage-x': ['stage-x'], det: ['det'], i0: ['i0'] });
    expect(choose(start([[['stage-x'], 'primary']]), stream)).toEqual({
      x: 'stage-x',
      y: 'det',
      dimensions: ['stage-x'],
    });
  });

  it('draws a count against time', () => {
    expect(choose(start([[['time'], 'primary']]), descriptor({ det: ['det'] }))).toMatchObject({ x: 'time', y: 'det' });
    expect(choose(start(), descriptor({ det: ['det'] }))).toMatchObject({ x: 'time', y: 'det', dimensions: [] });
  });

  it('draws a grid against the number of the point and reports both dimensions for the map', () => {
    const stream = descriptor({ 'stage-y': ['stage-y'], 'stage-x': ['stage-x'], det: ['det'] });
    const grid = start([
      [['stage-y'], 'primary'],
      [['stage-x'], 'primary'],
    ]);
    expect(choose(grid, stream)).toEqual({ x: 'seq_num', y: 'det', dimensions: ['stage-y', 'stage-x'] });
  });

  it('takes the first motor where one dimension moves several, and never one of them as y', () => {
    const stream = descriptor({ 'stage-y': ['stage-y'], 'stage-x': ['stage-x'], det: ['det'] });
    expect(choose(start([[['stage-x', 'stage-y'], 'primary']]), stream)).toMatchObject({ x: 'stage-x', y: 'det' });
  });

  it('takes any number where nothing is hinted, and no axis where there is none', () => {
    expect(choose(start(), descriptor({}, { temperature: number }))).toMatchObject({ y: 'temperature' });
    const text = descriptor({}, { state: { source: 'sim', dtype: 'string', shape: [] } });
    expect(choose(start(), text)).toMatchObject({ y: null });
  });

  it('leaves out dimensions of another stream', () => {
    expect(dimensionKeys(start([[['stage-x'], 'baseline']]), 'primary')).toEqual([]);
  });
});

describe('applyPicks', () => {
  const stream = descriptor({ 'stage-x': ['stage-x'], det: ['det'], i0: ['i0'] });
  const chosen = choose(start([[['stage-x'], 'primary']]), stream);

  it('prefers what was picked', () => {
    expect(applyPicks(chosen, { x: 'time', y: 'i0' }, runFields(stream))).toMatchObject({ x: 'time', y: 'i0' });
  });

  it('forgets a pick that the run does not have', () => {
    expect(applyPicks(chosen, { x: 'energy', y: 'it' }, runFields(stream))).toEqual(chosen);
  });
});

describe('runFields', () => {
  it('puts hinted fields first, with dotted names, units and precision', () => {
    const fields = runFields(
      descriptor(
        { det: ['det'] },
        {
          'stage-x': { ...number, units: 'mm', precision: 3 },
          'andor-image': { ...number, dtype: 'array', shape: [1, 64, 64] },
        },
      ),
    );
    expect(fields.map(({ key, label, units, precision, kind }) => [key, label, units, precision, kind])).toEqual([
      ['det', 'det', '', undefined, 'number'],
      ['stage-x', 'stage.x', 'mm', 3, 'number'],
      ['andor-image', 'andor.image', '', undefined, 'image'],
    ]);
  });

  it('keeps the name of a device that is known', () => {
    const names = new Map([['a-b', 'a-b']]);
    expect(runFields(descriptor({ 'a-b': ['a-b'] }), names)[0]?.label).toBe('a-b');
  });
});
