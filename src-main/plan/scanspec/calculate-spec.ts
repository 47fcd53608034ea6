import { ellipseDimension, polygonDimension } from './area-dimension.ts';
import { concatDimensions } from './concat-dimensions.ts';
import { type Dimension, evenDimension, snaked } from './dimension.ts';
import { linspaceDimension, rangeDimension, staticDimension } from './line-dimension.ts';
import type { ScanAxis } from './scan-axis.ts';
import type { Concat, ConstantDuration, Product, ScanSpec } from './scan-spec.ts';
import { spiralDimension } from './spiral-dimension.ts';
import { squashDimensions } from './squash-dimensions.ts';
import { zipStacks } from './zip-dimensions.ts';

/** `bounds`: fly through each frame instead of stopping at its midpoint. `nested`: a spec around this one repeats it. */
interface CalculateOptions {
  bounds: boolean;
  nested: boolean;
}

/**
 * The dimensions of a spec, from the slowest to the fastest, by the rules of the Python package `scanspec` 1.0.
 * Throws `invalid_params` (`details.reason` is a `SpecRefusal`) where there is no such path. `specAxes` and `specDuration` check the rest.
 */
export function calculateSpec<A extends ScanAxis>(spec: ScanSpec<A>, options: CalculateOptions): Dimension<A>[] {
  const { bounds, nested } = options;
  switch (spec.type) {
    case 'Linspace':
      return [linspaceDimension(spec, bounds)];
    case 'Range':
      return [rangeDimension(spec, bounds)];
    case 'Static':
      return [staticDimension(spec, bounds)];
    case 'Spiral':
      return [spiralDimension(spec, bounds)];
    case 'Ellipse':
      return [ellipseDimension(spec, options)];
    case 'Polygon':
      return [polygonDimension(spec, options)];
    case 'Product':
      return productDimensions(spec, options);
    case 'Zip':
      return zipStacks(calculateSpec(spec.left, options), calculateSpec(spec.right, options));
    case 'Concat':
      return [concatenated(spec, options)];
    case 'Snake':
      return calculateSpec(spec.spec, options).map(snaked);
    case 'Squash':
      return [squashDimensions(calculateSpec(spec.spec, options), nested && spec.check_path_changes)];
    case 'Fly':
      return calculateSpec(spec.spec, { bounds: true, nested });
    case 'ConstantDuration':
      return timedDimensions(spec, bounds);
  }
}

function productDimensions<A extends ScanAxis>(spec: Product<A>, { bounds, nested }: CalculateOptions): Dimension<A>[] {
  const { outer, inner, gap } = spec;
  // Only what moves fastest is flown: the slower axes stand still meanwhile.
  const slow = typeof outer === 'number' ? [repeats<A>(outer, gap)] : calculateSpec(outer, { bounds: false, nested });
  const fast = typeof inner === 'number' ? [repeats<A>(inner, false)] : calculateSpec(inner, { bounds, nested: true });
  return [...slow, ...fast];
}

/** A dimension that moves nothing. */
function repeats<A extends ScanAxis>(length: number, gap: boolean): Dimension<A> {
  return { axes: new Map(), length, snaked: false, gap: () => gap, duration: undefined };
}

function concatenated<A extends ScanAxis>(spec: Concat<A>, options: CalculateOptions): Dimension<A> {
  const check = options.nested && spec.check_path_changes;
  const squashed = (side: ScanSpec<A>) => squashDimensions(calculateSpec(side, options), check);
  return concatDimensions(squashed(spec.left), squashed(spec.right), spec.gap);
}

function timedDimensions<A extends ScanAxis>(spec: ConstantDuration<A>, bounds: boolean): Dimension<A>[] {
  const duration = () => spec.constant_duration;
  if (!spec.spec) return [{ ...evenDimension<A>(new Map(), 1, false), duration }];
  // As in scanspec 1.0, what is timed is not checked as something that is repeated.
  const stack = calculateSpec(spec.spec, { bounds, nested: false });
  return stack.map((dimension, level) => (level === stack.length - 1 ? { ...dimension, duration } : dimension));
}
