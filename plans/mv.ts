import { definePlan, fields, mv as moveTo } from '@hutch/sdk';
import { z } from 'zod';

const Target = z.object({
  motor: fields.motor(),
  position: fields.position({ title: 'Position', description: 'Where to go' }),
});

export const mv = definePlan({
  name: 'mv',
  description: 'Move one or more motors and wait until all have arrived.',
  group: 'Moves',
  hint: 'absolute',
  params: z.object({
    targets: z
      .array(Target)
      .min(1)
      .default([{ motor: 'stage.x', position: 0 }])
      .describe('Motors, and where they should go')
      .meta({ title: 'Targets' }),
    timeout: fields.seconds('Time limit', 'After which waiting has failed; forever if empty').optional(),
  }),
  check({ targets }) {
    return fields.eachOnce(
      targets.map(({ motor }) => motor),
      (index) => ['targets', index, 'motor'],
    );
  },
  *run({ targets, timeout = null }) {
    yield* moveTo(
      targets.map(({ motor, position }) => [motor, position]),
      { timeout },
    );
  },
});
