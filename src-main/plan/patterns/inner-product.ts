import { HutchError } from '#shared/errors.ts';
import type { LineAxis, ListAxis } from './axes.ts';
import { type Cycler, cycler } from './cycler.ts';
import { linspace } from './positions.ts';

function together(cyclers: readonly Cycler[]): Cycler {
  const [first, ...others] = cyclers;
  if (!first) throw new HutchError('invalid_params', 'A scan needs at least one axis');
  return others.reduce((points, axis) => points.plus(axis), first);
}

/** All motors at once, each along its line, in `num` evenly spaced points. */
export function innerProduct(num: number, axes: readonly LineAxis[]): Cycler {
  return together(axes.map(({ motor, start, stop }) => cycler(motor, linspace(start, stop, num))));
}

/** All motors at once, each through its list. Throws `invalid_params` unless the lists are equally long. */
export function innerListProduct(axes: readonly ListAxis[]): Cycler {
  return together(axes.map(({ motor, points }) => cycler(motor, points)));
}
