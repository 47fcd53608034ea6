import { axisName, axisNames, type ScanAxis } from './scan-axis.ts';
import type { ScanSpec } from './scan-spec.ts';
import { specRefused } from './spec-refused.ts';

/**
 * The axes of a spec, from the slowest to the fastest. Throws `axes_differ` where parts that follow each other move different axes, and
 * `axes_overlap` where a shape has one axis for both x and y.
 */
export function specAxes<A extends ScanAxis>(spec: ScanSpec<A>): A[] {
  switch (spec.type) {
    case 'Linspace':
    case 'Range':
    case 'Static':
      return [spec.axis];
    case 'Spiral':
    case 'Ellipse':
    case 'Polygon':
      if (spec.x_axis === spec.y_axis) {
        throw specRefused('axes_overlap', `${axisName(spec.x_axis)} is both x and y of a ${spec.type.toLowerCase()}`);
      }
      return [spec.y_axis, spec.x_axis];
    case 'Product':
      return [spec.outer, spec.inner].flatMap((side) => (typeof side === 'number' ? [] : specAxes(side)));
    case 'Zip':
      return [...specAxes(spec.left), ...specAxes(spec.right)];
    case 'Concat':
      return sameAxes(specAxes(spec.left), specAxes(spec.right));
    case 'Snake':
    case 'Squash':
    case 'Fly':
      return specAxes(spec.spec);
    case 'ConstantDuration':
      return spec.spec ? specAxes(spec.spec) : [];
  }
}

function sameAxes<A extends ScanAxis>(left: A[], right: A[]): A[] {
  const [ofLeft, ofRight] = [new Set(left), new Set(right)];
  if (ofLeft.size === ofRight.size && right.every((axis) => ofLeft.has(axis))) return left;
  const [first, second] = [axisNames(left), axisNames(right)];
  throw specRefused('axes_differ', `parts that follow each other must move the same axes: ${first} is not ${second}`);
}
