import { definePlan, fields, plans } from '@hutch/sdk';
import { z } from 'zod';

export const tuneCentroid = definePlan({
  name: 'tune_centroid',
  description: 'Scan over a peak in narrower and narrower passes around its centroid, and leave the motor there.',
  group: 'Adaptive',
  hint: 'find a peak',
  params: z.object({
    detectors: fields.detectors(),
    signal: z
      .string()
      .min(1)
      .default('det')
      .describe('Field of a reading whose centroid is sought')
      .meta({ title: 'Signal' }),
    motor: fields.motor(),
    start: fields.position({ title: 'Start', description: 'One end of the first pass' }).default(-1),
    stop: fields.position({ title: 'Stop', description: 'The other end of the first pass' }).default(1),
    min_step: fields
      .step({ title: 'Smallest step', description: 'The search ends below this', step: 0.01 })
      .default(0.01),
    num: z.int().min(2).max(100_000).default(10).describe('Points of each pass').meta({ title: 'Points', step: 1 }),
    step_factor: z
      .number()
      .gt(1)
      .max(100)
      .default(3)
      .describe('By how much each pass is narrower than the one before')
      .meta({ title: 'Narrowing', step: 0.5 }),
    snake: z.boolean().default(false).describe('Let every other pass go backwards').meta({ title: 'Snake' }),
    metadata: fields.metadata(),
  }),
  *run(params) {
    return yield* plans.tuneCentroid(params.detectors, {
      signal: params.signal,
      motor: params.motor,
      start: params.start,
      stop: params.stop,
      minStep: params.min_step,
      num: params.num,
      stepFactor: params.step_factor,
      snake: params.snake,
      md: params.metadata,
    });
  },
});
