import type { PlanModel } from '#shared/contract/plans.ts';

const motor = { type: 'string', enum: ['stage.x', 'stage.y'], title: 'Motor', 'x-device': { protocol: 'Movable' } };
const position = (title: string) => ({ type: 'number', title, 'x-units-from': 'motor' });
/** A plan with rows, as `scan` is. */
export const scan: PlanModel = {
  name: 'scan',
  description: 'Move along a line.',
  group: 'Scans',
  schema: {
    type: 'object',
    properties: {
      detectors: {
        type: 'array',
        title: 'Detectors',
        minItems: 1,
        default: ['det'],
        items: { type: 'string', enum: ['det', 'i0'], 'x-device': { protocol: 'Readable' } },
      },
      axes: {
        type: 'array',
        title: 'Axes',
        minItems: 1,
        items: {
          type: 'object',
          properties: { motor, start: position('Start'), stop: position('Stop') },
          required: ['motor', 'start', 'stop'],
        },
      },
      num: { type: 'integer', minimum: 1, title: 'Points', default: 11 },
      metadata: { type: 'object', title: 'Metadata', additionalProperties: {} },
    },
    required: ['axes'],
    additionalProperties: false,
  },
};
/** A plan with a choice of kinds. */
export const count: PlanModel = {
  name: 'count',
  description: 'Read detectors.',
  group: 'Counting',
  schema: {
    type: 'object',
    properties: {
      num: { type: 'integer', title: 'Readings', default: 1 },
      delay: {
        title: 'Delay',
        units: 's',
        anyOf: [
          { type: 'number', minimum: 0 },
          { type: 'array', items: { type: 'number', minimum: 0 } },
        ],
      },
    },
  },
};
