import type { z } from 'zod';
import { unwrapped } from './unwrapped-schema.ts';

/** Short parameters that `model` accepts as far as they go, for a sentence that says what parameters look like: `{"num": 3}`. */
export function paramsExample(model: z.ZodObject): string {
  for (const [key, field] of Object.entries(model.shape)) {
    const value = exampleOf(field);
    if (value !== undefined) return `{${JSON.stringify(key)}: ${JSON.stringify(value)}}`;
  }
  return '{}';
}

/** The number, word or truth value that is the default of `field`; 1 where there is none for a number. */
function exampleOf(field: z.core.$ZodType): unknown {
  const { def } = (field as z.core.$ZodTypes)._zod;
  if (def.type === 'default' || def.type === 'prefault') {
    const value = def.defaultValue;
    return typeof value === 'object' ? undefined : value;
  }
  return unwrapped(field)._zod.def.type === 'number' ? 1 : undefined;
}
