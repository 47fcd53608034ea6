import { z } from 'zod';

/** Whether an axis of a grid goes back and forth. */
export function snake() {
  return z
    .boolean()
    .default(false)
    .describe('Go back and forth instead of starting each line anew; without effect on the slowest axis')
    .meta({ title: 'Snake' });
}
