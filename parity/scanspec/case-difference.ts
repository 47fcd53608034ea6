import { HutchError } from '#shared/errors.ts';
import type { AxisFrames } from '../../src-main/plan/scanspec/dimension.ts';
import { parseScanSpec } from '../../src-main/plan/scanspec/parse-scan-spec.ts';
import { midpoints, type ScanPath, scanPath } from '../../src-main/plan/scanspec/scan-path.ts';
import { expectedReasons } from './expected-reasons.ts';
import type { ExpandedCase, RefusedCase, ScanCase } from './scan-case.ts';

/** Largest difference between two equal positions: relative above 1, absolute below. */
const TOLERANCE = 1e-9;

/** Where our frames first differ from the recorded ones, as a sentence; `undefined` if they are equal. */
export function caseDifference(recorded: ScanCase): string | undefined {
  try {
    const path = scanPath(parseScanSpec(recorded.spec), { bounds: recorded.bounds });
    if ('exception' in recorded) return `must be refused (${recorded.exception.message}), but is expanded`;
    return pathDifference(recorded, path);
  } catch (error) {
    if (!(error instanceof HutchError)) throw error;
    if ('exception' in recorded) return refusalDifference(recorded, error);
    return `must be expanded, but is refused: ${error.message}`;
  }
}

function refusalDifference({ exception }: RefusedCase, error: HutchError): string | undefined {
  if (error.code !== 'invalid_params') return `refused with ${error.code}: ${error.message}`;
  const expected = expectedReasons(exception.message);
  const reason = error.details?.reason ?? 'malformed';
  if (expected === undefined || expected.some((allowed) => allowed === reason)) return undefined;
  return `refused because of ${String(reason)} (${error.message}) instead of ${expected.join(' or ')} (${exception.message})`;
}

function pathDifference(recorded: ExpandedCase, path: ScanPath<string>): string | undefined {
  const { frames } = path;
  return (
    listDifference('axes', recorded.axes, path.axes) ??
    listDifference('shape', recorded.shape, path.shape) ??
    axesDifference(recorded, path) ??
    listDifference('gap', recorded.gap, each(frames.length, frames.gap)) ??
    durationDifference(recorded.duration, path) ??
    iterationDifference(recorded, path)
  );
}

function axesDifference(recorded: ExpandedCase, { frames }: ScanPath<string>): string | undefined {
  const names = listDifference('moved axes', Object.keys(recorded.midpoints).sort(), [...frames.axes.keys()].sort());
  if (names) return names;
  for (const [axis, ours] of frames.axes) {
    for (const part of ['midpoint', 'lower', 'upper'] as const satisfies (keyof AxisFrames)[]) {
      const theirs = recorded[part === 'midpoint' ? 'midpoints' : part][axis] ?? [];
      const difference = listDifference(`${part} of ${axis}`, theirs, each(frames.length, ours[part]));
      if (difference) return difference;
    }
  }
  return undefined;
}

function durationDifference(theirs: readonly number[] | null, { frames }: ScanPath<string>): string | undefined {
  const ours = frames.duration ? each(frames.length, frames.duration) : null;
  if (theirs && ours) return listDifference('duration', theirs, ours);
  return theirs === ours
    ? undefined
    : `duration: ${theirs ? 'given' : 'none'} expected, ${ours ? 'given' : 'none'} found`;
}

/** Iterating must give the same points as asking for them one by one. */
function iterationDifference(recorded: ExpandedCase, path: ScanPath<string>): string | undefined {
  const points = [...midpoints(path)];
  for (const [axis, theirs] of Object.entries(recorded.midpoints)) {
    const ours = points.map((point) => point.get(axis) ?? Number.NaN);
    const difference = listDifference(`iterated ${axis}`, theirs, ours);
    if (difference) return difference;
  }
  return undefined;
}

function each<T>(length: number, at: (index: number) => T): T[] {
  return Array.from({ length }, (_, index) => at(index));
}

type Value = string | number | boolean;

function listDifference(what: string, theirs: readonly Value[], ours: readonly Value[]): string | undefined {
  if (theirs.length !== ours.length) return `${what}: ${theirs.length} values expected, ${ours.length} found`;
  const at = theirs.findIndex((value, index) => !isEqual(value, ours[index]));
  return at < 0 ? undefined : `${what}[${at}]: ${String(theirs[at])} expected, ${String(ours[at])} found`;
}

function isEqual(theirs: Value, ours: Value | undefined): boolean {
  if (typeof theirs !== 'number' || typeof ours !== 'number') return theirs === ours;
  return Math.abs(theirs - ours) <= TOLERANCE * Math.max(1, Math.abs(theirs));
}
