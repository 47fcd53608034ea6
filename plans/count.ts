import { definePlan, device, fields, plans, Readable } from '@hutch/sdk';
import { z } from 'zod';

export const count = definePlan({
  name: 'count',
  description: 'Take `num` readings from a collection of detectors.',
  group: 'Scans',
  hint: 'no motion',
  params: z.object({
    detectors: z
      .array(device(Readable))
      .min(1)
      .default(['det'])
      .describe('Devices to read')
      .meta({ title: 'Detectors' }),
    num: z.int().min(1).default(1).describe('Number of readings').meta({ title: 'Readings' }),
    delay: z
      .union([
        z.number().min(0).meta({ title: 'the same each time' }),
        z.array(z.number().min(0)).meta({ title: 'one for each interval' }),
      ])
      .optional()
      .describe('Time between readings')
      .meta({ title: 'Delay', units: 's' }),
    metadata: fields.metadata(),
  }),
  *check({ num, delay }) {
    if (Array.isArray(delay) && delay.length < num - 1) {
      yield { path: ['delay'], message: `${num} readings need ${num - 1} delays, there are ${delay.length}` };
    }
  },
  *run({ detectors, num, delay, metadata }) {
    return yield* plans.count(detectors, { num, delay, md: metadata });
  },
});
