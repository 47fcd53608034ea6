import { z } from 'zod';

/** Eleven days: no plan waits longer for one thing, and timers end at twice as much. */
const LONGEST_S = 1_000_000;

/** A time: seconds, 0 or more, eleven days at most. */
export function seconds(title: string, description: string) {
  return z.number().min(0).max(LONGEST_S).meta({ title, description, units: 's', step: 0.1 });
}
