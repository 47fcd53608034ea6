import { definePlan, fields, plans } from '@hutch/sdk';
import { z } from 'zod';

export const logScan = definePlan({
  name: 'log_scan',
  description:
    'Move a motor in steps that grow by the same factor, from 10 to the power of `start` to 10 to the power of `stop`.',
  group: 'Scans',
  hint: 'logarithmic steps',
  continuable: true,
  params: z.object({
    detectors: fields.detectors(),
    motor: fields.motor(),
    start: fields.exponent('Start', 'Exponent of the first position').default(-1),
    stop: fields.exponent('Stop', 'Exponent of the last position').default(1),
    num: fields.points(21),
    metadata: fields.metadata(),
  }),
  check({ motor, start, stop }) {
    return fields.reaches(motor, 10 ** start, 10 ** stop, ['stop']);
  },
  *run({ detectors, motor, start, stop, num, metadata }) {
    return yield* plans.logScan(detectors, { motor, start, stop, num, md: metadata });
  },
});
