import { definePlan, fields, mvr as moveBy } from '@hutch/sdk';
import { z } from 'zod';

const Target = z.object({
  motor: fields.motor(),
  distance: fields.distance({ title: 'Distance', description: 'How far to go from where the motor is' }).default(0.1),
});

export const mvr = definePlan({
  name: 'mvr',
  description: 'Move one or more motors by distances and wait until all have arrived.',
  group: 'Moves',
  hint: 'relative',
  params: z.object({
    targets: z
      .array(Target)
      .min(1)
      .default([{ motor: 'stage.x', distance: 0.1 }])
      .describe('Motors, and how far they should go')
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
    yield* moveBy(
      targets.map(({ motor, distance }) => [motor, distance]),
      { timeout },
    );
  },
});
