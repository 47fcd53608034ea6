import { z } from 'zod';

/** Whatever the operator wants to have in the start document of the run. What a request brings is JSON already, so values are not looked into. */
export function metadata() {
  return z
    .record(z.string(), z.unknown())
    .optional()
    .describe('Added to the start document of the run')
    .meta({ title: 'Metadata' });
}
