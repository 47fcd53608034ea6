import { definePlan, fields, plans } from '@hutch/sdk';
import { z } from 'zod';

const Axis = z.object({
  motor: fields.motor(),
  points: fields.positions({ title: 'Points', description: 'Positions, in order' }).default([0, 0.5, 1]),
});

export const listScan = definePlan({
  name: 'list_scan',
  description: 'Move one or more motors together, each through its own list of positions, and read detectors at each.',
  group: 'Scans',
  hint: 'given positions',
  continuable: true,
  params: z.object({
    detectors: fields.detectors(),
    axes: z
      .array(Axis)
      .min(1)
      .default([{ motor: 'stage.x', points: [0, 0.5, 1] }])
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
    return yield* plans.listScan(detectors, axes, { md: metadata });
  },
});
