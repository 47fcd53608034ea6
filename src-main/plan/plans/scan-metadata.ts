import { HutchError } from '#shared/errors.ts';
import type { HasName, Movable, Readable } from '../../engine/protocols.ts';
import { hintedFields } from '../hinted-fields.ts';
import { repr } from '../repr.ts';
import type { PlanMetadata } from '../stubs/run.ts';

/** The module under which Bluesky has its patterns; its analysis tools look for this name in start documents. */
export const PATTERN_MODULE = 'bluesky.plan_patterns';

/** Fields along one dimension of a run, and the stream in which they are. */
export type Dimension = readonly [fields: readonly string[], stream: string];

/** Options that every plan which opens a run has. */
export interface RunOptions {
  /** Written into the start document; wins over what the plan writes itself. */
  md?: PlanMetadata | null | undefined;
}

/** `names` of devices, as start documents list them. */
export function namesOf(devices: readonly HasName[]): string[] {
  return devices.map(({ name }) => name);
}

/** Throws `invalid_params` unless `detectors` is a list; JavaScript would walk through a string as well. */
export function checkDetectors(detectors: readonly Readable[]): void {
  if (!Array.isArray(detectors)) {
    throw new HutchError('invalid_params', 'The detectors of a plan must be a list of readable devices');
  }
}

/** `detectors` in `plan_args`. */
export function reprAll(devices: readonly unknown[]): string[] {
  return devices.map(repr);
}

/** A dimension for each motor; `undefined` if one of them does not say which of its fields matter. */
export function dimensionsOf(motors: readonly Movable[]): Dimension[] | undefined {
  const fields = motors.map(hintedFields);
  return fields.some(({ length }) => length === 0) ? undefined : fields.map((field) => [field, 'primary']);
}

/** One dimension along which all `motors` go together, as hints; none if no motor says which of its fields matter. */
export function commonDimension(motors: readonly Movable[]): { dimensions?: Dimension[] } {
  const fields = motors.flatMap(hintedFields);
  return fields.length > 0 ? { dimensions: [[fields, 'primary']] } : {};
}

/** `md` over `own`, the metadata of a plan; the hints of both, where `defaults` fill in what neither has. */
export function withHints(
  own: PlanMetadata,
  md: PlanMetadata | null | undefined,
  defaults: Readonly<Record<string, unknown>>,
): PlanMetadata {
  const merged: PlanMetadata = { hints: {}, ...own, ...md };
  const known = Object.entries(defaults).filter(([, value]) => value !== undefined);
  return { ...merged, hints: { ...Object.fromEntries(known), ...(merged.hints as object) } };
}
