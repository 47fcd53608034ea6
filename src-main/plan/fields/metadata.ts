import { z } from 'zod';

/** Whatever the operator wants to have in the start document of the run. */
export function metadata() {
  return z
    .record(z.string(), z.json())
    .optional()
    .describe('Added to the start document of the run')
    .meta({ title: 'Metadata' });
}
