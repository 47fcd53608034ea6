import type { z } from 'zod';

/** The schema inside modifiers that do not change the shape of a value: optional, nullable, default, prefault, readonly, catch. */
export function unwrapped(schema: z.core.$ZodType): z.core.$ZodTypes {
  const known = schema as z.core.$ZodTypes;
  const { def } = known._zod;
  switch (def.type) {
    case 'optional':
    case 'nullable':
    case 'nonoptional':
    case 'default':
    case 'prefault':
    case 'readonly':
    case 'catch':
      return unwrapped(def.innerType);
    default:
      return known;
  }
}
