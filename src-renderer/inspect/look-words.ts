import type { AxisTravel, Duration, InspectReport } from '#shared/contract/inspect.ts';
import { formatNumber } from '../components/format-number.ts';
import { spanWords } from './span-words.ts';

/** `51 points`, `1 point`, `no points`. */
export function pointsWords({ points, cut }: InspectReport): string {
  if (points === 0) return 'no points';
  return `${cut === null ? '' : 'over '}${formatNumber(points, 0)} ${points === 1 ? 'point' : 'points'}`;
}

/** Whether some of the time is missing: a device cannot tell how long it takes, and no earlier run does. */
export function isTimeMissing({ unknown, basis, band }: Duration): boolean {
  return unknown.length > 0 && basis === 'devices' && band === undefined;
}

/**
 * `1 min 3 s`; `about` where it depends on what is measured, `over` where the plan was not followed to its end or some of the time is
 * missing. Where all of it is, nobody knows.
 */
export function durationWords({ duration, cut, is_estimate }: InspectReport): string {
  const span = spanWords(duration.expected_s);
  const isMissing = isTimeMissing(duration);
  if (isMissing && span === spanWords(0)) return 'nobody knows how long';
  if (cut !== null || isMissing) return `over ${span}`;
  return is_estimate || duration.unknown.length > 0 ? `about ${span}` : span;
}

/** Where the plan can be paused. */
export function pauseWords({ pauses }: InspectReport): string {
  if (pauses.checkpoints === 0) return 'cannot be resumed after a pause';
  if (pauses.at_every_point) return 'can be paused at every point';
  return `can be paused at ${formatNumber(pauses.checkpoints, 0)} ${pauses.checkpoints === 1 ? 'place' : 'places'}`;
}

/** What a resume would do again. */
export function replayWords({ pauses: { replayed_messages, replayed_moves } }: InspectReport): string {
  const moves = `${formatNumber(replayed_moves, 0)} ${replayed_moves === 1 ? 'move' : 'moves'}`;
  const messages = `${formatNumber(replayed_messages, 0)} ${replayed_messages === 1 ? 'message' : 'messages'}`;
  return `a resume does at most ${messages} again, ${moves} among them`;
}

/** `exposure 0.2 s`: the longest; empty where nothing is exposed or nobody knows. */
export function exposureWords({ devices }: InspectReport): string {
  const exposures = devices.flatMap(({ exposure_s }) => (exposure_s === undefined ? [] : [exposure_s]));
  return exposures.length === 0 ? '' : `exposure ${formatNumber(Number(Math.max(...exposures).toPrecision(2)))} s`;
}

/** `−25 … 25 mm`; without limits `0 → 1 mm`. */
export function rangeWords({ limits, minimum, maximum, units, precision }: AxisTravel): string {
  const unit = units ? ` ${units}` : '';
  if (!limits)
    return `${formatNumber(minimum, precision)} … ${formatNumber(maximum, precision)}${unit}, limits not known`;
  const low = limits.low === null ? '−∞' : formatNumber(limits.low);
  const high = limits.high === null ? '∞' : formatNumber(limits.high);
  return `${low} … ${high}${unit}`;
}

/** What the bar of an axis shows, for who cannot see it. */
export function travelWords(axis: AxisTravel, now: number | null): string {
  const { device, minimum, maximum, units, precision, violations } = axis;
  const unit = units ? ` ${units}` : '';
  const goes = `${device} goes from ${formatNumber(minimum, precision)} to ${formatNumber(maximum, precision)}${unit}`;
  const here = now === null ? '' : `, now ${formatNumber(now, precision)}`;
  const beyond = violations > 0 ? `, beyond its limits ${formatNumber(violations, 0)} times` : '';
  return `${goes}, limits ${rangeWords(axis)}${here}${beyond}`;
}
