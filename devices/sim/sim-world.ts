import { BeamModel } from './beam-model.ts';
import { SimClock } from './sim-clock.ts';
import { type FaultPlan, faultPlan } from './sim-panel.ts';

/** What the simulated devices of one beamline share: their time, their physics, and what is to go wrong. */
export interface SimWorld {
  readonly clock: SimClock;
  readonly beam: BeamModel;
  readonly faults: FaultPlan;
}

/** A world after `HUTCH_SIM_SPEED` and `HUTCH_SIM_FAULT`; real time and no faults where they are not set. Throws a RangeError otherwise. */
export function simWorld(environment: Readonly<Record<string, string | undefined>> = {}): SimWorld {
  const { HUTCH_SIM_FAULT: faults } = environment;
  const clock = SimClock.fromEnvironment(environment);
  return { clock, beam: new BeamModel(clock), faults: faultPlan(faults) };
}
