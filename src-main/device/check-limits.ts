import { HutchError } from '#shared/errors.ts';
import { formatValue } from './format-value.ts';
import type { SignalMetadata } from './signal-backend.ts';

/**
 * Throws `limit_violation` when `value` is outside the limits of the thing at `path`, in a sentence that starts with it:
 * "stage.x ends at 25 mm: 26 is beyond its upper limit". A limit itself is inside. NaN is refused where there is a limit.
 */
export function checkLimits(path: string, value: number, metadata: SignalMetadata): void {
  const { limits } = metadata;
  if (!limits) return;
  const { low, high } = limits;
  const refuse = (sentence: string): never => {
    throw new HutchError('limit_violation', `${path} ${sentence}`, { details: { device: path, value, low, high } });
  };
  if (low !== null && value < low) refuse(`ends at ${formatValue(low, metadata)}: ${value} is beyond its lower limit`);
  if (high !== null && value > high)
    refuse(`ends at ${formatValue(high, metadata)}: ${value} is beyond its upper limit`);
  if (Number.isNaN(value) && (low !== null || high !== null)) refuse('has limits and cannot be set to NaN');
}
