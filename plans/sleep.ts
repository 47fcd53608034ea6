import { definePlan, fields, stubs } from '@hutch/sdk';
import { z } from 'zod';

export const sleep = definePlan({
  name: 'sleep',
  description: 'Do nothing for a while.',
  group: 'Utilities',
  hint: 'just wait',
  params: z.object({ time: fields.seconds('Time', 'How long').default(1) }),
  *run({ time }) {
    yield* stubs.sleep(time);
  },
});
