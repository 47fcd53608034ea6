import { definePlan, fields, stubs } from '@hutch/sdk';
import { z } from 'zod';

export const wait = definePlan({
  name: 'wait',
  description: 'Wait until everything that was started under a group is done.',
  group: 'Utilities',
  hint: 'for a group',
  params: z.object({
    group: z.string().min(1).optional().describe('Name of the group').meta({ title: 'Group' }),
    timeout: fields.seconds('Time limit', 'After which waiting has failed; forever if empty').optional(),
  }),
  *run({ group = null, timeout = null }) {
    return yield* stubs.wait(group, { timeout });
  },
});
