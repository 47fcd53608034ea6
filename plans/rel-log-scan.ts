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
    start: fields.exponent('Start', 'Exponent of the first position').default(-1),
    stop: fields.exponent('Stop', 'Exponent of the last position').default(1),
    num: fields.points(21),
    metadata: fields.metadata(),
  }),
  *run({ detectors, motor, start, stop, num, metadata }) {
    return yield* plans.relLogScan(detectors, { motor, start, stop, num, md: metadata });
  },
});
