import type { Duration, LearnedDuration } from '#shared/contract/index.ts';
import type { InspectedPlan } from '../../context/inspect/plan-inspection.ts';

/** Earlier runs that took more, or less, than this many times what the devices say were made under other conditions. */
const COMPARABLE = 2;

/**
 * How long to expect a plan to take. The devices' own estimates count, because they know the velocities and exposure times of now; earlier runs
 * say how far such an estimate may be off. Where a device cannot tell its time, earlier runs count instead.
 */
export function expectedDuration(
  plan: Pick<InspectedPlan, 'spent' | 'untimed' | 'points'>,
  learned: LearnedDuration | undefined,
): Duration {
  const { exposing, moving, waiting, other } = plan.spent;
  const totalS = exposing + moving + waiting + other;
  const parts = {
    live_s: exposing,
    moving_s: moving,
    waiting_s: waiting,
    other_s: other,
    unknown: [...plan.untimed],
    ...(learned && { learned }),
  };
  if (!learned || plan.points === 0) return { expected_s: totalS, basis: 'devices', ...parts };
  const band = { low_s: learned.low_per_point_s * plan.points, high_s: learned.high_per_point_s * plan.points };
  const learnedS = learned.per_point_s * plan.points;
  if (plan.untimed.length > 0) return { expected_s: learnedS, basis: 'runs', band, ...parts };
  const isComparable = learnedS <= totalS * COMPARABLE && totalS <= learnedS * COMPARABLE;
  return { expected_s: totalS, basis: 'devices', ...(isComparable && { band: around(totalS, band) }), ...parts };
}

/** A band that holds what is expected, too. */
function around(totalS: number, { low_s, high_s }: { low_s: number; high_s: number }): Duration['band'] {
  return { low_s: Math.min(low_s, totalS), high_s: Math.max(high_s, totalS) };
}
