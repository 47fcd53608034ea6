import { Device, int, type SoftSignalRW, softSignalRW, strictEnum } from '@hutch/sdk';
import type { FaultPlan } from './fault-plan.ts';

/**
 * What can be made to go wrong. At the next operation, once: `fail`, `lose_frame`. From now on, until `none`: `stall` (never arrives),
 * `slow` (a tenth of the speed), `overshoot`, `jump` (readback off by a step), `nan`, `alarm` (major), `refuse_to_stop`, `disconnect`.
 */
export type FaultKind =
  | 'fail'
  | 'stall'
  | 'slow'
  | 'overshoot'
  | 'jump'
  | 'nan'
  | 'alarm'
  | 'refuse_to_stop'
  | 'disconnect'
  | 'lose_frame';

const ONCE: readonly FaultKind[] = ['fail', 'lose_frame'];

/** The switches of a simulated device: `sim.fault` says what goes wrong, `sim.fault_after` how many operations go well before. */
export class SimPanel extends Device {
  readonly fault: SoftSignalRW<FaultKind | 'none'>;
  readonly faultAfter = softSignalRW(int, { initial: 0, limits: { low: 0, high: null }, scheme: 'sim' });
  /** The faults that the device knows. */
  readonly kinds: readonly FaultKind[];
  readonly #plan: FaultPlan;
  #planned = false;

  /** `kinds` are the faults that the device knows; `plan` sets one before the device is first used. */
  constructor(kinds: readonly FaultKind[], plan: FaultPlan) {
    super({ description: 'Switches of the simulation', listed: false });
    this.fault = softSignalRW(strictEnum(['none', ...kinds]), { scheme: 'sim' });
    this.kinds = kinds;
    this.#plan = plan;
  }

  /** The fault that is in force now; `undefined` while all is well, and while operations are still to go well. */
  get active(): FaultKind | undefined {
    const kind = this.fault.getValue();
    return kind === 'none' || this.faultAfter.getValue() > 0 ? undefined : kind;
  }

  /** To be called at the start of each operation: counts it, and returns the fault that strikes it. */
  strike(): FaultKind | undefined {
    const kind = this.active;
    if (kind === undefined) {
      const left = this.faultAfter.getValue();
      if (left > 0) this.faultAfter.set(left - 1);
    } else if (ONCE.includes(kind)) {
      this.fault.set('none');
    }
    return kind;
  }

  /** Calls back now and whenever the fault in force may have changed. Returns the function that ends it. */
  onChange(callback: () => void): () => void {
    const ends = [this.fault.subscribeValue(callback), this.faultAfter.subscribeValue(callback)];
    return () => {
      for (const end of ends) end();
    };
  }

  /** Throws the switches that the plan has for the device at `path`, once: a device has its path when it is connected, not before. Throws `invalid_config`. */
  applyPlan(path: string): void {
    if (this.#planned) return;
    const planned = this.#plan.for(path);
    this.#planned = true;
    if (!planned) return;
    this.faultAfter.set(planned.operation - 1);
    this.fault.set(planned.kind as FaultKind);
  }
}
