import { definePlan, fields, plans } from '@hutch/sdk';
import { z } from 'zod';

const Axis = z.object({
  motor: fields.motor(),
  points: fields
    .distances({ title: 'Points', description: 'Positions from where the motor is, in order' })
    .default([-0.5, 0, 0.5]),
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
        { motor: 'stage.y', points: [-0.5, 0, 0.5] },
        { motor: 'stage.x', points: [-0.5, 0, 0.5] },
      ])
      .describe('Axes of the grid, the slowest first')
      .meta({ title: 'Axes' }),
    snake: z
      .boolean()
      .default(false)
      .describe('Let all axes but the slowest go back and forth')
      .meta({ title: 'Snake' }),
    metadata: fields.metadata(),
  }),
  check({ axes }) {
    return fields.eachOnce(
      axes.map(({ motor }) => motor),
      (index) => ['axes', index, 'motor'],
    );
  },
  *run({ detectors, axes, snake, metadata }) {
    return yield* plans.relListGridScan(detectors, axes, { snakeAxes: snake, md: metadata });
  },
});
