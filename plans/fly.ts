import { definePlan, device, Flyable, fields, plans } from '@hutch/sdk';
import { z } from 'zod';

export const fly = definePlan({
  name: 'fly',
  description: 'Let flyers gather data on their own, and collect what they have gathered.',
  group: 'Flying',
  hint: 'by flyers',
  params: z.object({
    flyers: z
      .array(device(Flyable))
      .min(1)
      .default(['counter'])
      .describe('Devices that gather data on their own')
      .meta({ title: 'Flyers' }),
    flush_period: z
      .number()
      .min(0.05)
      .max(3600)
      .default(0.5)
      .describe('Time between two collections while they fly')
      .meta({ title: 'Collect every', units: 's', step: 0.1 }),
    metadata: fields.metadata(),
  }),
  *run({ flyers, flush_period, metadata }) {
    if (flyers.some(plans.needsDeclaration)) {
      return yield* plans.flyDeclared(flyers, { flushPeriod: flush_period, md: metadata });
    }
    return yield* plans.fly(flyers, { md: metadata });
  },
});
