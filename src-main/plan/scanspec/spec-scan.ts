import type { MsgGenerator } from '../../engine/msg.ts';
import type { Movable, Readable } from '../../engine/protocols.ts';
import { hintedFields } from '../hinted-fields.ts';
import type { ScanOptions } from '../plans/per-step.ts';
import { checkDetectors, reprAll, withHints } from '../plans/scan-metadata.ts';
import { scanNd } from '../plans/scan-nd.ts';
import { repr } from '../repr.ts';
import type { Dimension } from './dimension.ts';
import { PathCycler } from './path-cycler.ts';
import { extents, type ScanPath } from './scan-path.ts';
import type { ScanSpec } from './scan-spec.ts';
import { scannablePath } from './scannable-path.ts';
import { serializeScanSpec } from './serialize-scan-spec.ts';

/**
 * Stops at every midpoint of a trajectory and reads `detectors` and motors there. Bounds, gaps and durations of the spec are for fly scans:
 * here they change nothing. Returns the uid of the run.
 *
 * Throws `invalid_params` if the spec has no path, no points or more than 10 million, or moves nothing; `wrong_protocol` if one of its axes
 * cannot be read.
 * Metadata as dodal's plan of the same name writes it (`plan_args.spec`, `shape`), and as `grid_scan` does where the path is a grid.
 */
export function* specScan(
  detectors: readonly Readable[],
  spec: ScanSpec<Movable>,
  { perStep, md }: ScanOptions = {},
): MsgGenerator<string> {
  checkDetectors(detectors);
  const path = scannablePath(spec);
  const grid = gridOf(path);
  const own = {
    plan_args: { detectors: reprAll(detectors), spec: serializeScanSpec(spec), per_step: repr(perStep) },
    plan_name: 'spec_scan',
    shape: path.shape,
    ...grid,
  };
  const hints = { gridding: grid && 'rectilinear', dimensions: hintedDimensions(path) };
  return yield* scanNd(detectors, new PathCycler(path), { perStep, md: withHints(own, md, hints) });
}

/** What start documents say about a grid: a dimension for each motor. `undefined` for every other path. */
function gridOf(path: ScanPath<Movable>): { extents: number[][]; snaking: boolean[] } | undefined {
  const { dimensions } = path;
  if (dimensions.length < 2 || dimensions.some(({ axes }) => axes.size !== 1)) return undefined;
  return {
    extents: Array.from(extents(path).values(), ({ low, high }) => [low, high]),
    snaking: dimensions.map(({ snaked }, level) => level > 0 && snaked),
  };
}

/** The fields along each dimension; repeats go along the time. `undefined` if a motor does not say which of its fields matter. */
function hintedDimensions({ dimensions, frames }: ScanPath<Movable>): [fields: string[], stream: string][] | undefined {
  if ([...frames.axes.keys()].some((motor) => hintedFields(motor).length === 0)) return undefined;
  return dimensions.map((dimension) => [fieldsAlong(dimension), 'primary']);
}

function fieldsAlong({ axes }: Dimension<Movable>): string[] {
  return axes.size === 0 ? ['time'] : [...axes.keys()].flatMap(hintedFields);
}
