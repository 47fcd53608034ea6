import type { Status } from '../engine/status.ts';
import type { SetOptions } from './put-value.ts';
import { setSignal } from './set-signal.ts';
import { Signal } from './signal.ts';

/** A command: something that can be triggered, by writing a fixed value. */
export class SignalX<T = boolean> extends Signal<T> {
  readonly #value: T;

  /** `value` is what is written at each trigger. */
  constructor(
    backend: ConstructorParameters<typeof Signal<T>>[0],
    value: T,
    options?: ConstructorParameters<typeof Signal<T>>[1],
  ) {
    super(backend, options);
    this.#value = value;
  }

  /** Done when the control system says that the command is carried out. Fails with `timeout` or `not_connected`. */
  trigger(options: SetOptions = {}): Status {
    return setSignal(this, this.#value, options);
  }
}
