import { definePlan, fields, plans } from '@hutch/sdk';
import { z } from 'zod';

const Axis = z.object({
  motor: fields.motor(),
  start: fields.position({ title: 'Start', description: 'First position' }).default(0),
  stop: fields.position({ title: 'Stop', description: 'Last position' }).default(1),
});

export const scan = definePlan({
  name: 'scan',
  description: 'Move one or more motors together, each along its line, and read detectors at every point.',
  group: 'Scans',
  hint: 'along lines',
  continuable: true,
  params: z.object({
    detectors: fields.detectors(),
    axes: z
      .array(Axis)
      .min(1)
      .default([{ motor: 'stage.x', start: 0, stop: 1 }])
      .describe('Motors that move together, and the lines along which they do')
      .meta({ title: 'Axes' }),
    num: fields.points(51),
    metadata: fields.metadata(),
  }),
  check({ axes }) {
    return fields.eachOnce(
      axes.map(({ motor }) => motor),
      (index) => ['axes', index, 'motor'],
    );
  },
  *run({ detectors, axes, num, metadata }) {
    return yield* plans.scan(detectors, axes, { num, md: metadata });
  },
});
