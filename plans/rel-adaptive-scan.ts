import { definePlan, fields, plans } from '@hutch/sdk';
import { z } from 'zod';

export const relAdaptiveScan = definePlan({
  name: 'rel_adaptive_scan',
  description: 'Like adaptive_scan, relative to where the motor is. It returns there in the end.',
  group: 'Adaptive',
  hint: 'steps by signal, relative',
  params: z.object({
    detectors: fields.detectors(),
    target_field: z
      .string()
      .min(1)
      .default('det')
      .describe('Field of a reading that steers the steps')
      .meta({ title: 'Signal' }),
    motor: fields.motor(),
    start: fields.distance({ title: 'Start', description: 'First position, from where the motor is' }).default(-1),
    stop: fields.distance({ title: 'Stop', description: 'Last position, from where the motor is' }).default(1),
    min_step: fields.step({ title: 'Smallest step', description: 'Never smaller than this', step: 0.01 }).default(0.01),
    max_step: fields.step({ title: 'Largest step', description: 'Never larger than this', step: 0.01 }).default(0.1),
    target_delta: z
      .number()
      .positive()
      .max(1e12)
      .default(100)
      .describe('By how much the signal should change from point to point')
      .meta({ title: 'Wanted change', step: 1 }),
    backstep: z.boolean().default(true).describe('Go back where a step was too wide').meta({ title: 'Step back' }),
    threshold: z
      .number()
      .positive()
      .max(1)
      .default(0.8)
      .describe('Go back if the right step would have been smaller than this part of the last one')
      .meta({ title: 'Threshold', step: 0.05 }),
    metadata: fields.metadata(),
  }),
  *check({ min_step, max_step }) {
    if (max_step <= min_step) yield { path: ['max_step'], message: 'max_step must be greater than min_step' };
  },
  *run(params) {
    return yield* plans.relAdaptiveScan(params.detectors, {
      targetField: params.target_field,
      motor: params.motor,
      start: params.start,
      stop: params.stop,
      minStep: params.min_step,
      maxStep: params.max_step,
      targetDelta: params.target_delta,
      backstep: params.backstep,
      threshold: params.threshold,
      md: params.metadata,
    });
  },
});
