import { definePlan, device, Flyable, fields, plans } from '@hutch/sdk';
import { z } from 'zod';

export const fly = definePlan({
  name: 'fly',
  description: 'Let flyers gather data on their own, and collect what they have gathered.',
  group: 'Scans',
  hint: 'by flyers',
  params: z.object({
    flyers: z
      .array(device(Flyable))
      .min(1)
      .default(['counter'])
      .describe('Devices that gather data on their own')
      .meta({ title: 'Flyers' }),
    metadata: fields.metadata(),
  }),
  *run({ flyers, metadata }) {
    return yield* plans.fly(flyers, { md: metadata });
  },
});
