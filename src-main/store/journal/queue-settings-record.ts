import { z } from 'zod';
import { OnFailure, QueueChange } from '#shared/contract/index.ts';

/** What the store holds of the queue's settings: the `QueueSettings` of the worker, checked when they are read. */
export const QueueSettingsRecord = z.object({
  revision: z.number(),
  stopped: z
    .object({
      by: z.enum(['operator', 'failure', 'restart']),
      reason: z.string(),
      earlier: z.string().exactOptional(),
    })
    .nullable(),
  loop: z.boolean(),
  on_failure: OnFailure,
  changes: z.array(QueueChange),
});
export type QueueSettingsRecord = z.infer<typeof QueueSettingsRecord>;
