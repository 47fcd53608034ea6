import { definePlan, fields, plans } from '@hutch/sdk';
import { z } from 'zod';

const Axis = z.object({
  motor: fields.motor(),
  points: fields.positions({ title: 'Points', description: 'Positions, in order' }).default([0, 0.5, 1]),
  snake: fields.snake(),
});

export const listGridScan = definePlan({
  name: 'list_grid_scan',
  description: 'Read detectors at every point of a grid over lists of positions, the first axis slowest.',
  group: 'Grids',
  hint: 'grid by lists',
  continuable: true,
  params: z.object({
    detectors: fields.detectors(),
    axes: z
      .array(Axis)
      .min(1)
      .default([
        { motor: 'stage.y', points: [0, 0.5, 1], snake: false },
        { motor: 'stage.x', points: [0, 0.5, 1], snake: false },
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
    return yield* plans.listGridScan(detectors, axes, { snakeAxes: fields.snaked(axes), md: metadata });
  },
});
