import type { LazyDevice } from '@hutch/sdk';
import { BeamModel } from './beam-model.ts';
import { FaultPlan } from './fault-plan.ts';
import { SimClock } from './sim-clock.ts';

/** What the simulated devices of one beamline share: their time, their physics, and what is to go wrong. */
export interface SimWorld {
  readonly clock: SimClock;
  readonly beam: BeamModel;
  readonly faults: FaultPlan;
}

/**
 * A world after `HUTCH_SIM_SPEED` and `HUTCH_SIM_FAULT`; real time and no faults where they are not set. `beamline` gives the devices that may
 * be told to fail. Throws a RangeError for a speed that is none, `invalid_config` for faults that cannot be read.
 */
export function simWorld(
  environment: Readonly<Record<string, string | undefined>> = {},
  beamline?: () => readonly LazyDevice[],
): SimWorld {
  const { HUTCH_SIM_FAULT: faults } = environment;
  const clock = SimClock.fromEnvironment(environment);
  return { clock, beam: new BeamModel(clock), faults: new FaultPlan(faults, beamline) };
}
