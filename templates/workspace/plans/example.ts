import { definePlan, fields, plans } from '@hutch/sdk';
import { z } from 'zod';

/** Goes across the peak of the simulated detector. */
export const example = definePlan({
  name: 'example',
  description: 'Move a motor through a range and read detectors at each point.',
  group: 'Scans',
  // It can be gone on with from any point: its positions do not depend on what was measured.
  continuable: true,
  params: z.object({
    detectors: fields.detectors(),
    motor: fields.motor({ name: 'stage.x' }),
    start: fields.position({ title: 'From', description: 'First position' }).default(-2),
    stop: fields.position({ title: 'To', description: 'Last position' }).default(2),
    num: z.int().min(2).max(1000).default(11).meta({ title: 'Points', step: 1 }),
    metadata: fields.metadata(),
  }),
  *run({ detectors, motor, start, stop, num, metadata }) {
    return yield* plans.scan(detectors, [{ motor, start, stop }], { num, md: metadata });
  },
});
