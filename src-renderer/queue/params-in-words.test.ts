import { expect, test } from 'vitest';
import { paramsInWords } from './params-in-words.ts';

const motor = { type: 'string', 'x-device': { protocol: 'Movable' } };
const position = { type: 'number', 'x-units-from': 'motor' };
const detectors = { type: 'array', items: { type: 'string', 'x-device': { protocol: 'Readable' } } };
const rows = (properties: object) => ({
  type: 'array',
  items: { type: 'object', properties: { motor, ...properties } },
});
const unitsOf = (device: string) => (device.startsWith('stage') ? 'mm' : undefined);

test('a scan reads as a person would say it', () => {
  const schema = {
    properties: {
      detectors,
      axes: rows({ start: position, stop: position }),
      num: { type: 'integer', description: 'Number of points' },
      metadata: { type: 'object' },
    },
  };
  const params = {
    detectors: ['det', 'i0'],
    axes: [{ motor: 'stage.x', start: -0.5, stop: 1 }],
    num: 1051,
    metadata: { sample: 'LaB6' },
  };
  expect(paramsInWords(params, schema, unitsOf)).toBe('det, i0 · stage.x −0.5 → 1 mm · 1\u2009051 points');
});

test('the points of a grid stand behind their axis', () => {
  const schema = {
    properties: {
      axes: rows({ start: position, stop: position, num: { type: 'integer' } }),
      snake: { type: 'boolean' },
    },
  };
  const axes = ['stage.x', 'stage.y'].map((device) => ({ motor: device, start: 0, stop: 1, num: 21 }));
  expect(paramsInWords({ axes, snake: true }, schema, unitsOf)).toBe(
    'stage.x 0 → 1 mm × 21, stage.y 0 → 1 mm × 21 · snake',
  );
});

test('lists of positions are cut short with their number', () => {
  const schema = {
    properties: { axes: rows({ points: { type: 'array', items: { type: 'number' }, 'x-units-from': 'motor' } }) },
  };
  const params = { axes: [{ motor: 'stage.x', points: [0, 1, 2, 3, 4, 5] }] };
  expect(paramsInWords(params, schema, unitsOf)).toBe('stage.x 0, 1, 2, 3 … (6) mm');
});

test('a plan that is not known any more still says its values', () => {
  expect(paramsInWords({ num: 3, delay: 0.1 }, undefined, unitsOf)).toBe('num 3 · delay 0.1');
});
