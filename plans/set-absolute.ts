import { definePlan, fields, stubs } from '@hutch/sdk';
import { z } from 'zod';

export const setAbsolute = definePlan({
  name: 'set_absolute',
  description: 'Ask a device for a value: a position, a choice, whatever it takes.',
  group: 'Moves',
  hint: 'any value',
  params: z.object({
    movable: fields.motor({ title: 'Device', description: 'Device to set' }),
    value: z
      .union([
        z.number().meta({ title: 'number', description: 'A position', 'x-units-from': 'movable', step: 0.1 }),
        z.string().meta({ title: 'text', description: 'A choice' }),
        z.boolean().meta({ title: 'yes or no', description: 'On or off' }),
      ])
      .default(0)
      .describe('What to ask for')
      .meta({ title: 'Value', 'x-units-from': 'movable', 'x-limits-from': 'movable' }),
    group: z
      .string()
      .min(1)
      .optional()
      .describe('Name under which `wait` waits for this, where several plans run in one')
      .meta({ title: 'Group' }),
    wait: z.boolean().default(true).describe('End only when it has arrived').meta({ title: 'Wait' }),
  }),
  *run({ movable, value, group = null, wait }) {
    yield* stubs.absSet(movable, value, { group, wait });
  },
});
