import { definePlan, fields, plans } from '@hutch/sdk';
import { z } from 'zod';

const Axis = z.object({
  motor: fields.motor(),
  start: fields.distance({ title: 'Start', description: 'First position, from where the motor is' }).default(-1),
  stop: fields.distance({ title: 'Stop', description: 'Last position, from where the motor is' }).default(1),
});

export const relScan = definePlan({
  name: 'rel_scan',
  description: 'Like scan, relative to where the motors are. They return there in the end.',
  group: 'Scans',
  hint: 'along lines, relative',
  params: z.object({
    detectors: fields.detectors(),
    axes: z
      .array(Axis)
      .min(1)
      .default([{ motor: 'stage.x', start: -1, stop: 1 }])
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
    return yield* plans.relScan(detectors, axes, { num, md: metadata });
  },
});
