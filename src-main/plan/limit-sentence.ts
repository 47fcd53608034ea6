import type { KnownLimits } from './known-limits.ts';

/** Why a device with `limits` cannot go to `asked`, to follow its name: `ends at 25 mm: 26 is beyond its upper limit`; `undefined` if it can. */
export function limitSentence({ low, high, units }: KnownLimits, asked: number): string | undefined {
  const unit = units ? ` ${units}` : '';
  if (high !== null && asked > high) return `ends at ${high}${unit}: ${asked} is beyond its upper limit`;
  if (low !== null && asked < low) return `ends at ${low}${unit}: ${asked} is beyond its lower limit`;
  return undefined;
}
