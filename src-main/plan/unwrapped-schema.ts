import type { z } from 'zod';

/** The schema inside the outermost modifier that does not change the shape of a value; `undefined` if there is none. */
export function unwrappedOnce(schema: z.core.$ZodType): z.core.$ZodType | undefined {
  const { def } = (schema as z.core.$ZodTypes)._zod;
  switch (def.type) {
    case 'optional':
    case 'nullable':
    case 'nonoptional':
    case 'default':
    case 'prefault':
    case 'readonly':
    case 'catch':
      return def.innerType;
    default:
      return undefined;
  }
}

/** The schema inside all such modifiers: optional, nullable, default, prefault, readonly, catch. */
export function unwrapped(schema: z.core.$ZodType): z.core.$ZodTypes {
  const inner = unwrappedOnce(schema);
  return inner ? unwrapped(inner) : (schema as z.core.$ZodTypes);
}
