import { definePlan, fields, mv } from '@hutch/sdk';
import { z } from 'zod';

const Target = z.object({
  motor: fields.motor(),
  position: fields.position({ title: 'Position', description: 'Where to go' }),
});

export const move = definePlan({
  name: 'move',
  description: 'Move several motors at once, and wait until all have arrived.',
  group: 'Moves',
  hint: 'several at once',
  params: z.object({
    targets: z
      .array(Target)
      .min(1)
      .default([{ motor: 'stage.x', position: 0 }])
      .describe('Motors, and where they should go')
      .meta({ title: 'Targets' }),
  }),
  check({ targets }) {
    return fields.eachOnce(
      targets.map(({ motor }) => motor),
      (index) => ['targets', index, 'motor'],
    );
  },
  *run({ targets }) {
    yield* mv(targets.map(({ motor, position }) => [motor, position]));
  },
});
