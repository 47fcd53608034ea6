import { definePlan, device, Readable, rd as readValue } from '@hutch/sdk';
import { z } from 'zod';

export const rd = definePlan({
  name: 'rd',
  description: 'Read the one value of a device and return it.',
  group: 'Utilities',
  hint: 'one value',
  params: z.object({
    device: device(Readable).default('det').describe('Device to read').meta({ title: 'Device' }),
  }),
  *run({ device: read }) {
    return yield* readValue(read);
  },
});
