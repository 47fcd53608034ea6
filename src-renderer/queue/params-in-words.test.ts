import { expect, test } from 'vitest';
import { joinedWords, paramsInWords } from './params-in-words.ts';

const motor = { type: 'string', 'x-device': { protocol: 'Movable' } };
const position = { type: 'number', 'x-units-from': 'motor' };
const detectors = { type: 'array', items: { type: 'string', 'x-device': { protocol: 'Readable' } } };
const rows = (properties: object) => ({
  type: 'array',
  items: { type: 'object', properties: { motor, ...properties } },
});
const unitsOf = (device: string) => (device.startsWith('stage') ? 'mm' : undefined);

const wordsOf = (...asked: Parameters<typeof paramsInWords>) => joinedWords(paramsInWords(...asked));

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
  expect(wordsOf(params, schema, unitsOf)).toBe('det, i0 · stage.x −0.5 → 1 mm · 1\u2009051 points');
});

test('the points of a grid stand behind their axis', () => {
  const schema = {
    properties: {
      axes: rows({ start: position, stop: position, num: { type: 'integer' } }),
      snake: { type: 'boolean' },
    },
  };
  const axes = ['stage.x', 'stage.y'].map((device) => ({ motor: device, start: 0, stop: 1, num: 21 }));
  expect(wordsOf({ axes, snake: true }, schema, unitsOf)).toBe('stage.x 0 → 1 mm × 21, stage.y 0 → 1 mm × 21 · snake');
});

test('lists of positions are cut short with their number', () => {
  const schema = {
    properties: { axes: rows({ points: { type: 'array', items: { type: 'number' }, 'x-units-from': 'motor' } }) },
  };
  const params = { axes: [{ motor: 'stage.x', points: [0, 1, 2, 3, 4, 5] }] };
  expect(wordsOf(params, schema, unitsOf)).toBe('stage.x 0, 1, 2, 3 … (6) mm');
});

test('a plan that is not known any more still says its values', () => {
  expect(wordsOf({ num: 3, delay: 0.1 }, undefined, unitsOf)).toBe('num 3 · delay 0.1');
});

test('what is left to the plan is said as well, and known as its default', () => {
  const schema = {
    properties: {
      detectors: { ...detectors, default: ['det'] },
      axes: { ...rows({ start: position, stop: position }), default: [{ motor: 'stage.x', start: 0, stop: 1 }] },
      num: { type: 'integer', title: 'Points', default: 11 },
      snake: { type: 'boolean', default: false },
    },
  };
  expect(paramsInWords({ num: 51 }, schema, unitsOf)).toEqual([
    { text: 'det', isDefault: true },
    { text: 'stage.x 0 → 1 mm', isDefault: true },
    { text: '51 points', isDefault: false },
  ]);
});
