import { inSequence, type Motion, trapezoid } from './motion.ts';
import type { FaultKind } from './sim-panel.ts';

/** Between where an axis goes, and how fast it may. */
export interface Course {
  readonly from: number;
  readonly to: number;
  readonly velocity: number;
  readonly acceleration: number;
}

/** The motion that an axis makes under `fault`: not always the one that it was asked for. */
export function faultyMotion({ from, to, velocity, acceleration }: Course, fault: FaultKind | undefined): Motion {
  const towards = (fraction: number) => from + fraction * (to - from);
  switch (fault) {
    case 'fail':
      return trapezoid(from, towards(0.5), velocity, acceleration);
    case 'stall':
      return trapezoid(from, towards(0.4), velocity, acceleration);
    case 'slow':
      return trapezoid(from, to, velocity / 10, acceleration);
    case 'overshoot':
      return inSequence(
        trapezoid(from, towards(1.1), velocity, acceleration),
        trapezoid(towards(1.1), to, velocity, acceleration),
      );
    default:
      return trapezoid(from, to, velocity, acceleration);
  }
}
