import { definePlan, fields, plans } from '@hutch/sdk';
import { z } from 'zod';

export const x2xScan = definePlan({
  name: 'x2x_scan',
  description:
    'Scan two motors together, the second half as far as the first: theta and two-theta. Both return in the end.',
  group: 'Scans',
  hint: 'theta, two-theta, relative',
  params: z.object({
    detectors: fields.detectors(),
    motor1: fields.motor({ title: 'First motor', description: 'Moves the whole way' }),
    motor2: fields.motor({ name: 'stage.y', title: 'Second motor', description: 'Moves half the way' }),
    start: fields
      .distance({ title: 'Start', description: 'First position, from where the motors are', of: 'motor1' })
      .default(-1),
    stop: fields
      .distance({ title: 'Stop', description: 'Last position, from where the motors are', of: 'motor1' })
      .default(1),
    num: fields.points(51),
    metadata: fields.metadata(),
  }),
  check({ motor1, motor2 }) {
    return fields.eachOnce([motor1, motor2], () => ['motor2']);
  },
  *run({ detectors, motor1, motor2, start, stop, num, metadata }) {
    yield* plans.x2xScan(detectors, { motor1, motor2, start, stop, num, md: metadata });
  },
});
