import { z } from 'zod';
import { Movable } from '../../engine/protocols.ts';
import { device } from '../device-reference.ts';

/** The device that moves; `stage.x` unless `name` is given. */
export function motor({ name = 'stage.x', title = 'Motor', description = 'Device to move' } = {}) {
  return device(Movable).default(name).describe(description).meta({ title });
}

/** How many points: a whole number from 1 to a million, `initial` unless the request says otherwise. */
export function points(initial: number, description = 'Number of points, both ends included') {
  return z.int().min(1).max(1_000_000).default(initial).meta({ title: 'Points', description, step: 1 });
}
