import { type Dimension, snaked } from './dimension.ts';
import { flattenDimensions, lengthOfStack } from './flatten-dimensions.ts';
import { axisNames, type ScanAxis } from './scan-axis.ts';
import { specRefused } from './spec-refused.ts';

/**
 * One dimension instead of `stack`; it snakes if the slowest dimension does.
 * With `checkPathChanges` it throws `runs_backwards` or `jumps` where repeating it would not give the path that repeating `stack` gives.
 */
export function squashDimensions<A extends ScanAxis>(
  stack: readonly Dimension<A>[],
  checkPathChanges: boolean,
): Dimension<A> {
  const squashed = flattenDimensions(stack);
  if (stack[0]?.snaked) {
    if (checkPathChanges) refuseRunningBackwards(stack);
    return snaked(squashed);
  }
  if (checkPathChanges) refuseJumps(stack);
  return squashed;
}

/** Under a slowest dimension that snakes, the whole runs backwards: so would dimensions that never should. */
function refuseRunningBackwards<A extends ScanAxis>(stack: readonly Dimension<A>[]): void {
  const straight = stack.flatMap((dimension) => (dimension.snaked ? [] : [...dimension.axes.keys()]));
  if (straight.length === 0) return;
  const names = axisNames(straight);
  throw specRefused(
    'runs_backwards',
    `${names} cannot be squashed into a snaking spec without snaking: it would run backwards`,
  );
}

/** A snaking dimension is where it began only after an even number of runs; after an odd one, the next repeat would jump back. */
function refuseJumps<A extends ScanAxis>(stack: readonly Dimension<A>[]): void {
  for (const [level, dimension] of stack.entries()) {
    if (!dimension.snaked || lengthOfStack(stack.slice(0, level)) % 2 === 0) continue;
    const names = axisNames(dimension.axes.keys());
    throw specRefused(
      'jumps',
      `${names} snakes an odd number of times within a squashed spec: it would jump when that is repeated`,
    );
  }
}
