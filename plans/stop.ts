import { definePlan, device, Stoppable, stubs } from '@hutch/sdk';
import { z } from 'zod';

export const stop = definePlan({
  name: 'stop',
  description: 'Stop a device where it is.',
  group: 'Moves',
  hint: 'where it is',
  params: z.object({
    device: device(Stoppable).default('stage.x').describe('Device to stop').meta({ title: 'Device' }),
  }),
  *run({ device: stopped }) {
    yield* stubs.stop(stopped);
  },
});
