import { z } from 'zod';

/** By which angle the second axis of a spiral is tilted, in radians; at most a quarter turn, beyond which it would run backwards. */
export function tilt() {
  return z
    .number()
    .min(-Math.PI / 2)
    .max(Math.PI / 2)
    .default(0)
    .meta({ title: 'Tilt', description: 'Angle by which the y axis is tilted', units: 'rad', step: 0.01 });
}
