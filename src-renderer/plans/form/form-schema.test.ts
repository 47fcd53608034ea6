import { describe, expect, test } from 'vitest';
import { toFormSchema } from './form-schema.ts';
import { initialParams } from './initial-params.ts';
import { isWithin, parseIssuePath } from './issue-path.ts';
import { parseNumber, parseNumbers } from './parse-number.ts';
import { fromEntries, readEntryValue, toEntries } from './record-entries.ts';
import { singular } from './singular.ts';
import { toUiSchema } from './ui-schema.ts';
import { unitsDevice } from './use-units.ts';

const axes = {
  type: 'array',
  minItems: 1,
  items: {
    type: 'object',
    properties: {
      motor: { type: 'string', enum: ['stage.x'], 'x-device': { protocol: 'Movable' } },
      start: { type: 'number', 'x-units-from': 'motor' },
    },
    required: ['motor', 'start'],
  },
};

describe('toFormSchema', () => {
  test('labels a field by its title, else by a short description, else by its name', () => {
    const { properties } = toFormSchema({
      type: 'object',
      properties: {
        a: { type: 'number', title: 'Length', description: 'How long' },
        num: { type: 'integer', description: 'Number of readings' },
        exposure_time: { type: 'number', description: 'How long the detector counts at each point of the scan.' },
      },
    });
    expect(Object.values(properties ?? {}).map(({ title }) => title)).toEqual([
      'Length',
      'Number of readings',
      'Exposure time',
    ]);
    expect(properties?.num?.description).toBeUndefined();
    expect(properties?.exposure_time?.description).toBeDefined();
  });

  test('names the options of a union by their kind and gives them its units', () => {
    const { properties } = toFormSchema({
      type: 'object',
      properties: { delay: { units: 's', anyOf: [{ type: 'number' }, { type: 'array', items: { type: 'number' } }] } },
    });
    expect(properties?.delay?.anyOf).toMatchObject([
      { title: 'one number', units: 's' },
      { title: 'list of numbers', units: 's', items: { units: 's' } },
    ]);
  });
});

test('toUiSchema shows devices, numbers, lists and rows each by its own field', () => {
  const ui = toUiSchema({
    type: 'object',
    properties: {
      detectors: { type: 'array', items: { type: 'string', 'x-device': { protocol: 'Readable' } } },
      num: { type: 'integer' },
      points: { type: 'array', items: { type: 'number' } },
      axes,
      metadata: { type: 'object', additionalProperties: {} },
    },
  });
  const fields = ['detectors', 'num', 'points', 'axes', 'metadata'].map((key) => ui[key]['ui:field']);
  expect(fields).toEqual(['DeviceListField', 'NumberField', 'NumberListField', 'RowsField', 'RecordField']);
});

test('a fresh form holds the defaults, and one empty row where rows are needed', () => {
  const schema = {
    type: 'object',
    properties: { detectors: { type: 'array', default: ['det'] }, num: { type: 'integer' }, axes },
    required: ['axes', 'num'],
  };
  expect(initialParams(schema)).toEqual({ detectors: ['det'], axes: [{}] });
});

describe('unitsDevice', () => {
  const schema = { type: 'number', 'x-units-from': 'motor' };
  const params = { motor: 'stage.theta', axes: [{ motor: 'stage.x', start: 0, points: [1, 2] }, {}] };

  test('is the device beside the field', () => {
    expect(unitsDevice(schema, ['axes', 0, 'start'], params)).toBe('stage.x');
  });

  test('is found from inside a list, too', () => {
    expect(unitsDevice(schema, ['axes', 0, 'points', 1], params)).toBe('stage.x');
  });

  test('is one further out where there is none beside', () => {
    expect(unitsDevice(schema, ['axes', 1, 'start'], params)).toBe('stage.theta');
  });

  test('is nothing for a field that follows none', () => {
    expect(unitsDevice({ type: 'number' }, ['axes', 0, 'start'], params)).toBeUndefined();
  });
});

describe('issue paths', () => {
  test('are read as the host writes them', () => {
    expect(parseIssuePath('params.axes[1].stop')).toEqual(['axes', 1, 'stop']);
    expect(parseIssuePath('params.detectors[0]')).toEqual(['detectors', 0]);
    expect(parseIssuePath('params')).toEqual([]);
    expect(parseIssuePath('name')).toEqual(['name']);
  });

  test('lie inside what they begin with', () => {
    expect(isWithin(['axes', 1, 'stop'], ['axes', 1])).toBe(true);
    expect(isWithin(['axes', 1, 'stop'], ['axes', 0])).toBe(false);
  });
});

describe('parseNumber', () => {
  test.each([
    ['1', 1],
    [' -0.25 ', -0.25],
    ['\u22120.25', -0.25],
    ['8\u2009979.00', 8979],
    ['1e3', 1000],
    ['', undefined],
    ['1e', '1e'],
    ['abc', 'abc'],
    ['0x10', '0x10'],
    ['Infinity', 'Infinity'],
  ])('reads %j as %j', (text, value) => {
    expect(parseNumber(text)).toBe(value);
  });

  test('reads lists, and keeps what is no number', () => {
    expect(parseNumbers('0, 0.5;1 x,')).toEqual([0, 0.5, 1, 'x']);
  });
});

describe('records', () => {
  test('read values as JSON where they are some, else as text', () => {
    expect(['12', 'true', '[1, 2]', 'LaB6 std', '"12"'].map(readEntryValue)).toEqual([
      12,
      true,
      [1, 2],
      'LaB6 std',
      '12',
    ]);
  });

  test('come back as they were', () => {
    const record = { sample: 'LaB6', run: 12, label: '12', tags: ['a'] };
    expect(fromEntries(toEntries(record))).toEqual(record);
  });

  test('do not hold rows without a key', () => {
    expect(fromEntries([{ key: ' ', text: 'x' }])).toBeUndefined();
  });
});

test.each([
  ['Axes', 'Axis'],
  ['axes', 'axis'],
  ['Positions', 'Position'],
  ['Class', 'Class'],
])('one of %s is %s', (plural, one) => {
  expect(singular(plural)).toBe(one);
});
