import { z } from 'zod';

/** A time: seconds, 0 or more. */
export function seconds(title: string, description: string) {
  return z.number().min(0).describe(description).meta({ title, units: 's' });
}
