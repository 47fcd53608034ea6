import { definePlan, fields, plans } from '@hutch/sdk';
import { z } from 'zod';

const Axis = z.object({
  motor: fields.motor(),
  points: fields
    .distances({ title: 'Points', description: 'Positions from where the motor is, in order' })
    .default([-0.5, 0, 0.5]),
  snake: fields.snake(),
});

export const relListGridScan = definePlan({
  name: 'rel_list_grid_scan',
  description: 'Like list_grid_scan, relative to where the motors are. They return there in the end.',
  group: 'Grids',
  hint: 'grid by lists, relative',
  params: z.object({
    detectors: fields.detectors(),
    axes: z
      .array(Axis)
      .min(1)
      .default([
        { motor: 'stage.y', points: [-0.5, 0, 0.5], snake: false },
        { motor: 'stage.x', points: [-0.5, 0, 0.5], snake: false },
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
    return yield* plans.relListGridScan(detectors, axes, { snakeAxes: fields.snaked(axes), md: metadata });
  },
});
