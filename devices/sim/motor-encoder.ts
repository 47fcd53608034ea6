import type { SoftUpdate } from '@hutch/sdk';
import type { FaultKind } from './sim-panel.ts';

/** What the encoder of an axis says of `position` under `fault`; `step` is how far a jump takes it. */
export function encoderReading(
  position: number,
  fault: FaultKind | undefined,
  step: number,
): { value: number; update: SoftUpdate } {
  switch (fault) {
    case 'jump':
      return { value: position + step, update: {} };
    case 'nan':
      return { value: Number.NaN, update: { severity: 3, message: 'the encoder gives no value' } };
    case 'alarm':
      return { value: position, update: { severity: 2, message: 'limit switch' } };
    default:
      return { value: position, update: {} };
  }
}
