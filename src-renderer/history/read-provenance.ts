import { z } from 'zod';
import type { RunStart } from '#shared/documents/run-start.ts';

const Source = z.looseObject({
  module: z.string().optional(),
  commit: z.string().optional(),
  dirty: z.boolean().optional(),
});

const DeviceSource = Source.extend({
  class: z.string().optional(),
  mock: z.boolean().optional(),
  simulated: z.boolean().optional(),
});

const Provenance = z.looseObject({
  hutch: z.string().optional(),
  plan: Source.optional(),
  devices: z.record(z.string(), DeviceSource).optional(),
});
/** What a run was made with: which Hutch, which version of the plan, which devices. */
export type Provenance = z.infer<typeof Provenance>;
export type Source = z.infer<typeof Source>;
export type DeviceSource = z.infer<typeof DeviceSource>;

/** What a start document says of its origin; `undefined` where it says nothing, as one from elsewhere may. */
export function readProvenance(start: RunStart): Provenance | undefined {
  return start.provenance === undefined ? undefined : Provenance.safeParse(start.provenance).data;
}

/** Where code came from, in words: `plans/scan.ts, commit 1a2b3c4, changed since`. */
export function sourceWords({ module, commit, dirty }: Source): string {
  return [module, commit && `commit ${commit.slice(0, 7)}`, dirty ? 'changed since' : undefined]
    .filter(Boolean)
    .join(', ');
}
