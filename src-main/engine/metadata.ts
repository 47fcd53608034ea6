import { HutchError } from '#shared/errors.ts';
import type { MaybePromise } from './reading.ts';

/** `call`: what is known when the call arrives, before any device is touched. `run`: the metadata of a run that is about to open. */
export type MetadataPhase = 'call' | 'run';

/** Throws when the metadata of a run is not good enough. It sees the plan's own keys in phase `run` only. */
export type MetadataValidator = (md: Readonly<Record<string, unknown>>, phase: MetadataPhase) => void;

/** Returns what shall be recorded in place of `md`. */
export type MetadataNormalizer = (md: Record<string, unknown>) => Record<string, unknown>;

/** The number of the next run. `md` is the engine's persistent metadata. */
export type ScanIdSource = (md: Record<string, unknown>) => MaybePromise<number>;

/** One more than the last, from 1. */
export const defaultScanIdSource: ScanIdSource = (md) => {
  const last = md.scan_id;
  return (typeof last === 'number' ? last : 0) + 1;
};

/** `sample` identifies what was measured and must stay searchable: a string or a record (bluesky's `_default_md_validator`). */
export const defaultMetadataValidator: MetadataValidator = (md) => {
  const sample = md.sample;
  if (sample === undefined || sample === null || typeof sample === 'string') return;
  if (typeof sample === 'object' && !Array.isArray(sample)) return;
  throw new HutchError('invalid_metadata', "The metadata 'sample' must be a string or a record of details");
};

/** Records the metadata as it is. */
export const keepMetadata: MetadataNormalizer = (md) => md;

/**
 * Puts the metadata of a run together; what comes later in the list wins:
 * the engine's, the plan's type and name, those of `open_run`, those of the call (bluesky 1.14.6, `_open_run`).
 */
export function mergeMetadata(
  engine: Record<string, unknown>,
  plan: { plan_type: string; plan_name: string },
  run: Record<string, unknown>,
  call: Record<string, unknown>,
): Record<string, unknown> {
  return { ...engine, ...plan, ...run, ...call };
}

/** Runs a validator; whatever it throws comes out as `invalid_metadata`. */
export function validateMetadata(
  validator: MetadataValidator,
  md: Record<string, unknown>,
  phase: MetadataPhase,
): void {
  try {
    validator(md, phase);
  } catch (thrown) {
    throw HutchError.from(thrown, 'invalid_metadata');
  }
}
