import { Num } from '../components/Num.tsx';
import type { RunField } from './run-field.ts';

/** Tells which colour is how much. */
export function RampKey({ field, minimum, maximum }: { field: RunField; minimum: number; maximum: number }) {
  return (
    <div className="ramp-key">
      <Num value={minimum} precision={field.precision} />
      <i aria-hidden="true" />
      <Num value={maximum} precision={field.precision} units={field.units} />
    </div>
  );
}
