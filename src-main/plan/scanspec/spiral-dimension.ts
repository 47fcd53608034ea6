import { type Dimension, evenDimension, type PositionAt } from './dimension.ts';
import type { ScanAxis } from './scan-axis.ts';
import type { Spiral } from './scan-spec.ts';
import { specRefused } from './spec-refused.ts';

/**
 * The frames of a {@link Spiral}: as many as squares of `x_step` have room in its ellipse, the distance along the spiral being that between
 * its rings. Throws `bad_size` where that makes no sense.
 */
export function spiralDimension<A extends ScanAxis>(spec: Spiral<A>, bounds: boolean): Dimension<A> {
  const { x_diameter: width, y_diameter: height = Math.abs(width) } = spec;
  const length = Math.trunc((Math.PI * width * height) / 4 / (spec.x_step * spec.x_step)) + 1;
  if (!(length >= 0 && Number.isFinite(length))) {
    throw specRefused('bad_size', `a spiral of ${width} by ${height} cannot be made with a step of ${spec.x_step}`);
  }
  // r = phi, and the area of each frame is the square of the distance of the rings: phi = sqrt(4 pi n).
  const phi = (frames: number) => Math.sqrt(4 * Math.PI * frames);
  const diameter = 2 * phi(length);
  const along = (centre: number, size: number, turn: (phi: number) => number): PositionAt => {
    const scale = size / diameter;
    return (frames) => centre + scale * phi(frames) * turn(phi(frames));
  };
  const positions = new Map([
    [spec.y_axis, along(spec.y_centre, height, Math.cos)],
    [spec.x_axis, along(spec.x_centre, width, Math.sin)],
  ]);
  return evenDimension(positions, length, bounds);
}
