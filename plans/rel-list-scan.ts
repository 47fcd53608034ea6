import { definePlan, fields, plans } from '@hutch/sdk';
import { z } from 'zod';

const Axis = z.object({
  motor: fields.motor(),
  points: fields
    .distances({ title: 'Points', description: 'Positions from where the motor is, in order' })
    .default([-0.5, 0, 0.5]),
});

export const relListScan = definePlan({
  name: 'rel_list_scan',
  description: 'Like list_scan, relative to where the motors are. They return there in the end.',
  group: 'Scans',
  hint: 'given positions, relative',
  params: z.object({
    detectors: fields.detectors(),
    axes: z
      .array(Axis)
      .min(1)
      .default([{ motor: 'stage.x', points: [-0.5, 0, 0.5] }])
      .describe('Motors that move together, and the positions through which they do; equally many for each')
      .meta({ title: 'Axes' }),
    metadata: fields.metadata(),
  }),
  *check({ axes }) {
    yield* fields.eachOnce(
      axes.map(({ motor }) => motor),
      (index) => ['axes', index, 'motor'],
    );
    yield* fields.equallyLong(
      axes.map(({ points }) => points),
      (index) => ['axes', index, 'points'],
    );
  },
  *run({ detectors, axes, metadata }) {
    return yield* plans.relListScan(detectors, axes, { md: metadata });
  },
});
