import { HutchError } from '#shared/errors.ts';
import type { Cycler } from './cycler.ts';

/**
 * The product of `cyclers`, the first one slowest, where those marked in `snaking` go back and forth instead of starting over.
 * The mark of the first has no effect. Throws `invalid_params` unless there is a mark for each.
 */
export function snakeCyclers(cyclers: readonly Cycler[], snaking: readonly boolean[]): Cycler {
  if (cyclers.length !== snaking.length) {
    throw new HutchError('invalid_params', 'There must be one snaking flag for each axis');
  }
  const [first, ...others] = cyclers;
  if (!first) throw new HutchError('invalid_params', 'A grid needs at least one axis');
  if (!snaking.slice(1).includes(true)) return others.reduce((grid, axis) => grid.times(axis), first);
  const total = cyclers.reduce((product, { length }) => product * length, 1);
  let repeats = total;
  const [axis, ...faster] = cyclers.map((cycler, position) => {
    repeats /= cycler.length || 1;
    return stretched(cycler, total, repeats, position > 0 && snaking[position] === true);
  });
  return faster.reduce((grid, next) => grid.plus(next), axis as Cycler);
}

/** `axis`, each point `repeats` times, over and over until there are `total`; every other time backwards if it snakes. */
function stretched(axis: Cycler, total: number, repeats: number, snake: boolean): Cycler {
  const { length } = axis;
  return axis.reordered(total, (index) => {
    const round = Math.floor(index / repeats);
    const forth = round % length;
    return snake && Math.floor(round / length) % 2 === 1 ? length - 1 - forth : forth;
  });
}
