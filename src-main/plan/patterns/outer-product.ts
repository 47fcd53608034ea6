import type { GridAxis, ListAxis, SnakeAxes } from './axes.ts';
import { type Cycler, cycler } from './cycler.ts';
import { linspace } from './positions.ts';
import { snakeCyclers } from './snake-cyclers.ts';

/** The grid over `axes`, the first one slowest. */
export function outerProduct(axes: readonly GridAxis[]): Cycler {
  return snakeCyclers(
    axes.map(({ motor, start, stop, num }) => cycler(motor, linspace(start, stop, num))),
    axes.map(({ snake = false }) => snake),
  );
}

/** The grid over lists of positions, the first one slowest. */
export function outerListProduct(axes: readonly ListAxis[], snakeAxes: SnakeAxes = false): Cycler {
  return snakeCyclers(
    axes.map(({ motor, points }) => cycler(motor, points)),
    axes.map(({ motor }, index) =>
      typeof snakeAxes === 'boolean' ? snakeAxes && index > 0 : snakeAxes.includes(motor),
    ),
  );
}
