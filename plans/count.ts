import { definePlan, fields, plans } from '@hutch/sdk';
import { z } from 'zod';

export const count = definePlan({
  name: 'count',
  description: 'Take `num` readings from a collection of detectors.',
  group: 'Scans',
  hint: 'no motion',
  continuable: true,
  params: z.object({
    detectors: fields.detectors('Devices to read'),
    num: z.int().min(1).max(1_000_000).default(1).describe('Number of readings').meta({ title: 'Readings', step: 1 }),
    delay: z
      .union([
        fields.seconds('the same each time', 'Before every reading but the first'),
        z
          .array(fields.seconds('Delay', 'Before one reading'))
          .meta({ title: 'one for each interval', description: 'Before the second reading, the third, and so on' }),
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
