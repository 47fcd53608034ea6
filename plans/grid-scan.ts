import { definePlan, fields, plans } from '@hutch/sdk';
import { z } from 'zod';

const Axis = z.object({
  motor: fields.motor(),
  start: fields.position({ title: 'Start', description: 'First position' }).default(0),
  stop: fields.position({ title: 'Stop', description: 'Last position' }).default(1),
  num: fields.points(11),
  snake: fields.snake(),
});

export const gridScan = definePlan({
  name: 'grid_scan',
  description: 'Read detectors at every point of a grid. The first axis is the slowest, the last one the fastest.',
  group: 'Grids',
  hint: 'raster or snake',
  continuable: true,
  params: z.object({
    detectors: fields.detectors(),
    axes: z
      .array(Axis)
      .min(1)
      .default([
        { motor: 'stage.y', start: 0, stop: 1, num: 11, snake: false },
        { motor: 'stage.x', start: 0, stop: 1, num: 11, snake: false },
      ])
      .describe('Axes of the grid, the slowest first')
      .meta({ title: 'Axes' }),
    metadata: fields.metadata(),
  }),
  check({ axes }) {
    return fields.eachOnce(
      axes.map(({ motor }) => motor),
      (index) => ['axes', index, 'motor'],
    );
  },
  *run({ detectors, axes, metadata }) {
    return yield* plans.gridScan(detectors, axes, { md: metadata });
  },
});
