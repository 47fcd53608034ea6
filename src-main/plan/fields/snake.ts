import { z } from 'zod';
import type { Movable } from '../../engine/protocols.ts';
import type { SnakeAxes } from '../patterns/axes.ts';

/** Whether an axis of a grid goes back and forth. */
export function snake() {
  return z.boolean().default(false).meta({
    title: 'Snake',
    description: 'Go back and forth instead of starting each line anew; without effect on the slowest axis',
  });
}

/** Which axes snake, as Bluesky's plans over lists take it: all (but the slowest) or none, where rows say so, else the motors. */
export function snaked(rows: readonly { readonly motor: Movable; readonly snake: boolean }[]): SnakeAxes {
  const [, ...faster] = rows;
  const snaking = faster.filter((row) => row.snake).map(({ motor }) => motor);
  if (snaking.length === 0) return false;
  return snaking.length === faster.length || snaking;
}
