import { type Dimension, snaked } from './dimension.ts';
import { rangeDimension } from './line-dimension.ts';
import { maskedDimension } from './masked-dimension.ts';
import type { ScanAxis } from './scan-axis.ts';
import type { Ellipse, Polygon } from './scan-spec.ts';
import { squashDimensions } from './squash-dimensions.ts';

/** How a shape is calculated: with bounds for flying, and whether it is repeated by a spec around it. */
interface AreaOptions {
  bounds: boolean;
  nested: boolean;
}

/** From and to where the grid around a shape extends. */
interface Box {
  x: readonly [number, number];
  y: readonly [number, number];
}

/** The frames of an {@link Ellipse}. Throws what {@link squashDimensions} throws. */
export function ellipseDimension<A extends ScanAxis>(spec: Ellipse<A>, options: AreaOptions): Dimension<A> {
  const { x_centre, x_diameter, y_centre, y_diameter = Math.abs(x_diameter) } = spec;
  const [xRadius, yRadius] = [Math.abs(x_diameter) / 2, Math.abs(y_diameter) / 2];
  const box: Box = {
    x: [x_centre - xRadius, x_centre + xRadius],
    y: [y_centre - yRadius, y_centre + yRadius],
  };
  return maskedDimension(gridAround(spec, box, options), spec.x_axis, spec.y_axis, (x, y) => {
    const across = (2 * (x - x_centre)) / x_diameter;
    const up = (2 * (y - y_centre)) / y_diameter;
    return across * across + up * up <= 1;
  });
}

/** The frames of a {@link Polygon}, convex or not. Throws what {@link squashDimensions} throws. */
export function polygonDimension<A extends ScanAxis>(spec: Polygon<A>, options: AreaOptions): Dimension<A> {
  const box: Box = { x: span(spec.vertices.map(([x]) => x)), y: span(spec.vertices.map(([, y]) => y)) };
  const grid = gridAround(spec, box, options);
  return maskedDimension(grid, spec.x_axis, spec.y_axis, (x, y) => isInside(spec.vertices, x, y));
}

/** The least and the greatest of `values`; a loop, because an outline may have more corners than a call may have arguments. */
function span(values: readonly number[]): readonly [number, number] {
  return values.reduce<readonly [number, number]>(
    ([low, high], value) => [Math.min(low, value), Math.max(high, value)],
    [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY],
  );
}

/** The whole grid, row by row (`vertical`: column by column), as one dimension. */
function gridAround<A extends ScanAxis>(
  spec: Ellipse<A> | Polygon<A>,
  box: Box,
  { bounds, nested }: AreaOptions,
): Dimension<A> {
  const line = (axis: A, [start, stop]: readonly [number, number], step: number) => ({
    type: 'Range' as const,
    axis,
    start,
    stop,
    step,
  });
  const columns = line(spec.x_axis, box.x, spec.x_step);
  const rows = line(spec.y_axis, box.y, spec.y_step ?? spec.x_step);
  const [slow, fast] = spec.vertical ? [columns, rows] : [rows, columns];
  const fastest = rangeDimension(fast, bounds);
  // The slow axis stands still along each line, even in a fly scan.
  return squashDimensions([rangeDimension(slow, false), spec.snake ? snaked(fastest) : fastest], nested);
}

/** Even-odd rule: a ray towards larger x crosses the outline an odd number of times. */
function isInside(vertices: Polygon<ScanAxis>['vertices'], x: number, y: number): boolean {
  let inside = false;
  let from = vertices.at(-1);
  for (const to of vertices) {
    if (from && crosses(from, to, x, y)) inside = !inside;
    from = to;
  }
  return inside;
}

type Vertex = Polygon<ScanAxis>['vertices'][number];

function crosses([x1, y1]: Vertex, [x2, y2]: Vertex, x: number, y: number): boolean {
  const spansRow = (y < y2 && y >= y1) || (y < y1 && y >= y2);
  return spansRow && x < x1 + ((y - y1) / (y2 - y1)) * (x2 - x1);
}
