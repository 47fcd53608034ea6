import type { KnownLimits } from './known-limits.ts';

/** Why a device with `limits` cannot go to `asked`, to follow its name: `ends at 25 mm: 26 is beyond its upper limit`; `undefined` if it can. */
export function limitSentence({ low, high, units }: KnownLimits, asked: number): string | undefined {
  const unit = units ? ` ${units}` : '';
  // Without the noise of sums: 26.54, not 26.540000000000003.
  const shown = Number(asked.toPrecision(12));
  if (high !== null && asked > high) return `ends at ${high}${unit}: ${shown} is beyond its upper limit`;
  if (low !== null && asked < low) return `ends at ${low}${unit}: ${shown} is beyond its lower limit`;
  return undefined;
}
