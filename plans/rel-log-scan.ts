import { definePlan, fields, plans } from '@hutch/sdk';
import { z } from 'zod';

export const relLogScan = definePlan({
  name: 'rel_log_scan',
  description: 'Like log_scan, relative to where the motor is. It returns there in the end.',
  group: 'Scans',
  hint: 'logarithmic steps, relative',
  params: z.object({
    detectors: fields.detectors(),
    motor: fields.motor(),
    start: z.number().max(12).default(-1).describe('Exponent of the first position').meta({ title: 'Start' }),
    stop: z.number().max(12).default(1).describe('Exponent of the last position').meta({ title: 'Stop' }),
    num: fields.points(21),
    metadata: fields.metadata(),
  }),
  *run({ detectors, motor, start, stop, num, metadata }) {
    return yield* plans.relLogScan(detectors, { motor, start, stop, num, md: metadata });
  },
});
