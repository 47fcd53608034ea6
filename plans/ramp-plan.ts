import { definePlan, device, fields, plans, Subscribable, stubs } from '@hutch/sdk';
import { z } from 'zod';

export const rampPlan = definePlan({
  name: 'ramp_plan',
  description: 'Start a motion and read detectors again and again until it is done: a temperature ramp.',
  group: 'Flying',
  hint: 'while something moves',
  params: z.object({
    detectors: fields.detectors(),
    motor: fields.motor({ description: 'Device whose ramp is watched' }),
    target: fields.position({ title: 'Target', description: 'Where the ramp ends' }).default(1),
    monitor: device(Subscribable)
      .default('stage.x')
      .describe('Recorded at every change, in a stream of its own')
      .meta({ title: 'Monitor' }),
    take_pre_data: z
      .boolean()
      .default(true)
      .describe('Read once before the ramp starts')
      .meta({ title: 'Read before' }),
    period: fields
      .seconds('Period', 'From the start of one reading to the start of the next; at once if empty')
      .optional(),
    timeout: fields.seconds('Time limit', 'After which the ramp has failed; forever if empty').optional(),
    metadata: fields.metadata(),
  }),
  *run({ detectors, motor, target, monitor, take_pre_data, period, timeout, metadata }) {
    const measure = () => stubs.triggerAndRead(detectors);
    const options = { takePreData: take_pre_data, period, timeout, md: metadata };
    return yield* plans.rampPlan(stubs.absSet(motor, target), monitor, measure, options);
  },
});
