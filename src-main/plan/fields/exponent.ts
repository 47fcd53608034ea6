import { z } from 'zod';

/** A power of ten, from a millionth of a millionth to its inverse; it has no unit. */
export function exponent(title: string, description: string) {
  return z.number().min(-12).max(12).meta({ title, description, step: 0.1 });
}
