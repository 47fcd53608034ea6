import type { Location, MaybePromise } from '../engine/reading.ts';
import type { Status } from '../engine/status.ts';
import type { SetOptions } from './put-value.ts';
import { blaming, checkSignal, setSignal } from './set-signal.ts';
import { SignalR } from './signal-r.ts';

/** A value that can be read, followed and set: Readable, Movable, Locatable, Checkable. */
export class SignalRW<T> extends SignalR<T> {
  /**
   * Sets the value. Done when the control system says so, at once for a soft signal.
   * Throws `invalid_params` or `limit_violation` at once; the status fails with `timeout` or `not_connected`.
   */
  set(value: T, options: SetOptions = {}): Status {
    return setSignal(this, value, options);
  }

  /** What was last asked, and what is. */
  locate(): MaybePromise<Location<T>> {
    const setpoint = blaming(this, () => this.backend.getSetpoint());
    const readback = this.getValue();
    if (setpoint instanceof Promise || readback instanceof Promise) {
      return Promise.all([setpoint, readback]).then(([asked, is]) => ({ setpoint: asked, readback: is }));
    }
    return { setpoint, readback };
  }

  /** Throws what `set` would throw for `value`, and sets nothing. */
  checkValue(value: T): void {
    checkSignal(this, value);
  }
}
