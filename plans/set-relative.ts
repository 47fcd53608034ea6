import { definePlan, fields, stubs } from '@hutch/sdk';
import { z } from 'zod';

export const setRelative = definePlan({
  name: 'set_relative',
  description: 'Move a device by a distance from where it is.',
  group: 'Moves',
  hint: 'by a distance',
  params: z.object({
    movable: fields.motor({ title: 'Device', description: 'Device to set' }),
    value: fields
      .distance({ title: 'Distance', description: 'How far to go from where the device is', of: 'movable' })
      .default(0.1),
    group: z
      .string()
      .min(1)
      .optional()
      .describe('Name under which `wait` waits for this, where several plans run in one')
      .meta({ title: 'Group' }),
    wait: z.boolean().default(true).describe('End only when it has arrived').meta({ title: 'Wait' }),
  }),
  *run({ movable, value, group = null, wait }) {
    yield* stubs.relSet(movable, value, { group, wait });
  },
});
