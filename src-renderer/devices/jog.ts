/** What may be asked of a movable, in its units; `null` is unbounded. */
export interface Limits {
  low: number | null;
  high: number | null;
}

/** What one press of a jog button would do. */
export type JogPlan =
  /** `limit` names the bound that shortened the step. */
  | { kind: 'move'; target: number; limit: 'lower' | 'upper' | null }
  /** Nothing would happen. */
  | { kind: 'refused'; reason: 'no_step' | 'no_position' | 'at_lower' | 'at_upper' };

/** Digits that a double carries for certain: rounding to them takes away what binary arithmetic added (0.8 + 0.1). */
const CERTAIN_DIGITS = 14;

/** `a + b` without the noise of binary fractions. */
export function addExactly(a: number, b: number): number {
  return Number((a + b).toPrecision(CERTAIN_DIGITS));
}

/**
 * Where a step starts: at the setpoint, so that steps back and forth end where they began. Not so where the motor did not get there, because
 * somebody stopped it or it failed: a step from that setpoint would send it on the way that was just ended. Then it starts where the motor stands.
 *
 * @param isThere whether the motor stands at its setpoint
 */
export function jogOrigin(setpoint: number | null, readback: number | null, isThere: boolean): number | null {
  return setpoint !== null && isThere ? setpoint : (readback ?? setpoint);
}

/**
 * Where a step leads; limits shorten it.
 *
 * @param from see {@link jogOrigin}; `null` where no position is known
 * @param step as typed, in the motor's units; its sign does not matter
 */
export function planJog(from: number | null, step: number, direction: 1 | -1, limits: Limits | undefined): JogPlan {
  if (from === null || !Number.isFinite(from)) return { kind: 'refused', reason: 'no_position' };
  if (!Number.isFinite(step) || step === 0) return { kind: 'refused', reason: 'no_step' };
  const wanted = addExactly(from, direction * Math.abs(step));
  const low = limits?.low ?? Number.NEGATIVE_INFINITY;
  const high = limits?.high ?? Number.POSITIVE_INFINITY;
  if (direction > 0 && from >= high) return { kind: 'refused', reason: 'at_upper' };
  if (direction < 0 && from <= low) return { kind: 'refused', reason: 'at_lower' };
  if (wanted > high) return { kind: 'move', target: high, limit: 'upper' };
  if (wanted < low) return { kind: 'move', target: low, limit: 'lower' };
  return { kind: 'move', target: wanted, limit: null };
}

/** A place between limits as a share from 0 to 1, held inside; `null` where the axis has no two limits. */
export function placeBetween(limits: Limits | undefined, value: number | null): number | null {
  if (!limits || limits.low === null || limits.high === null || limits.high <= limits.low) return null;
  if (value === null || !Number.isFinite(value)) return null;
  return Math.min(1, Math.max(0, (value - limits.low) / (limits.high - limits.low)));
}
