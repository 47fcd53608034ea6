import type { Movable } from '../../engine/protocols.ts';
import { axisNames } from './scan-axis.ts';
import { type ScanPath, scanPath } from './scan-path.ts';
import type { ScanSpec } from './scan-spec.ts';
import { specRefused } from './spec-refused.ts';

/** At a point a second, four months: more is a mistake, and checking it would keep everybody waiting. */
const MAX_POINTS = 10_000_000;

/**
 * The path of a spec along which one can stop and measure. Throws `invalid_params` where there is none: `no_axes`, `no_frames`,
 * `too_many_frames`, and whatever {@link scanPath} refuses.
 */
export function scannablePath(spec: ScanSpec<Movable>): ScanPath<Movable> {
  const path = scanPath(spec);
  const names = axisNames(path.axes);
  if (path.axes.length === 0) throw specRefused('no_axes', 'the spec moves nothing: count does that');
  if (path.frames.length === 0) throw specRefused('no_frames', `the spec of ${names} holds no points`);
  if (path.frames.length > MAX_POINTS) {
    const points = `${path.frames.length} points: more than ${MAX_POINTS}`;
    throw specRefused('too_many_frames', `the spec of ${names} holds ${points}`);
  }
  return path;
}
