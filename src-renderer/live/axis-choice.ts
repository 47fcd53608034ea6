import type { EventDescriptor } from '#shared/documents/event-descriptor.ts';
import type { RunStart } from '#shared/documents/run-start.ts';
import { hintedKeys, POINT_FIELD, type RunField, TIME_FIELD } from './run-field.ts';

/** What a plot draws against what. */
export interface AxisChoice {
  x: string;
  /** `null` where the stream has no number to draw. */
  y: string | null;
  /** One key for each dimension of the scan that lives in this stream, slowest first: two of them make a map. */
  dimensions: string[];
}

/**
 * Independent keys of a run in one stream: the first field of each dimension hint (a dimension of several fields is a line through all of them,
 * and the first tells where on it the point is). Event model, `RunStart.hints.dimensions`.
 */
export function dimensionKeys(start: RunStart, stream: string): string[] {
  return (start.hints?.dimensions ?? []).flatMap(([fields, dimensionStream]) =>
    dimensionStream === stream && fields[0] !== undefined ? [fields[0]] : [],
  );
}

/**
 * Chooses axes as Bluesky's best-effort callback does: x from the dimensions of the scan, y the first hinted number that is not a dimension.
 * A grid is drawn against the number of the point, since its line would run to and fro; without dimensions time is the axis.
 */
export function chooseAxes(start: RunStart, descriptor: EventDescriptor, fields: readonly RunField[]): AxisChoice {
  const numbers = new Set(fields.filter((field) => field.kind === 'number').map((field) => field.key));
  const allDimensions = (start.hints?.dimensions ?? []).flatMap(([keys]) => keys);
  const dimensions = dimensionKeys(start, descriptor.name ?? 'primary').filter(
    (key) => key === TIME_FIELD || numbers.has(key),
  );
  const candidates = [...hintedKeys(descriptor), ...fields.map((field) => field.key)];
  const y = candidates.find((key) => numbers.has(key) && !allDimensions.includes(key));
  let x: string = TIME_FIELD;
  if (dimensions.length === 1 && dimensions[0] !== undefined) x = dimensions[0];
  else if (dimensions.length > 1) x = POINT_FIELD;
  return { x, y: y ?? candidates.find((key) => numbers.has(key)) ?? null, dimensions };
}

/** What people picked, as far as this stream has it; the rest from the hints. */
export function applyPicks(
  choice: AxisChoice,
  picks: { x?: string | undefined; y?: string | undefined },
  fields: readonly RunField[],
): AxisChoice {
  const has = (key: string | undefined): key is string =>
    key !== undefined && (key === POINT_FIELD || key === TIME_FIELD || fields.some((f) => f.key === key));
  return { ...choice, x: has(picks.x) ? picks.x : choice.x, y: has(picks.y) ? picks.y : choice.y };
}
