import type { Status } from '../engine/status.ts';
import type { SetOptions } from './put-value.ts';
import { checkSignal, setSignal } from './set-signal.ts';
import { Signal } from './signal.ts';

/** A value that can be set and not read: Movable, Checkable. */
export class SignalW<T> extends Signal<T> {
  /** As `SignalRW.set`. */
  set(value: T, options: SetOptions = {}): Status {
    return setSignal(this, value, options);
  }

  /** Throws what `set` would throw for `value`, and sets nothing. */
  checkValue(value: T): void {
    checkSignal(this, value);
  }
}
