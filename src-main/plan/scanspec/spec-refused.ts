import { HutchError } from '#shared/errors.ts';

/**
 * Why a spec that is well formed cannot be scanned; `details.reason` of the error. The rules are those of the Python package `scanspec` 1.0.
 * - `axes_overlap`: two parts that run together move the same axis
 * - `no_axes`: nothing moves; only plans that move refuse that
 * - `axes_differ`: two parts that run one after the other move different axes
 * - `lengths_differ`, `depths_differ`, `kinds_differ`: two parts cannot be paired frame by frame, one of them is nested deeper, or only one
 *   of them snakes
 * - `runs_backwards`, `jumps`: squashing would change the path when what it makes is repeated
 * - `duration_twice`, `duration_missing`: a frame would have two durations, or only some frames would have one
 * - `no_frames`: nothing is left where at least one frame is needed
 * - `too_many_frames`: more than can be counted or searched
 * - `bad_size`: a diameter, step or number of repeats from which no frames can be made
 */
export type SpecRefusal =
  | 'axes_overlap'
  | 'no_axes'
  | 'axes_differ'
  | 'lengths_differ'
  | 'depths_differ'
  | 'kinds_differ'
  | 'runs_backwards'
  | 'jumps'
  | 'duration_twice'
  | 'duration_missing'
  | 'no_frames'
  | 'too_many_frames'
  | 'bad_size';

/** The `invalid_params` error with which a spec is refused. */
export function specRefused(reason: SpecRefusal, sentence: string): HutchError {
  return new HutchError('invalid_params', sentence, { details: { reason } });
}
