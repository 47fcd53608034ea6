import { bool, type Datatype } from './datatype.ts';
import { SignalR } from './signal-r.ts';
import { SignalRW } from './signal-rw.ts';
import { SignalX } from './signal-x.ts';
import { SoftSignalBackend, type SoftSignalOptions, type SoftUpdate } from './soft-signal-backend.ts';

/** How device code writes a signal that others can only read: value, and whether it or the connection is in trouble. */
export interface SoftSetter<T> {
  /** Sets the value, with an alarm (`severity`) and a time stamp where they matter. */
  (value: T, update?: SoftUpdate): void;
  /** Takes the connection away, saying why, or gives it back (`null`). */
  lose(cause: string | null): void;
}

/** A {@link SignalR} whose value is here, also when it is mocked: reading it never has to wait. */
export class SoftSignalR<T> extends SignalR<T> {
  constructor(datatype: Datatype<T>, options?: SoftSignalOptions<T>) {
    super(new SoftSignalBackend(datatype, options));
  }

  override getValue(): T {
    return super.getValue() as T;
  }
}

/** A {@link SignalRW} whose value is here, also when it is mocked: reading it never has to wait. */
export class SoftSignalRW<T> extends SignalRW<T> {
  constructor(datatype: Datatype<T>, options?: SoftSignalOptions<T>) {
    super(new SoftSignalBackend(datatype, options));
  }

  override getValue(): T {
    return super.getValue() as T;
  }
}

/** A signal that keeps its value in this process. */
export function softSignalRW<T>(datatype: Datatype<T>, options: SoftSignalOptions<T> = {}): SoftSignalRW<T> {
  return new SoftSignalRW(datatype, options);
}

/** A signal that only the device's own code sets, with the function that sets it; in mock mode that function sets the mock. */
export function softSignalR<T>(
  datatype: Datatype<T>,
  options: SoftSignalOptions<T> = {},
): [signal: SoftSignalR<T>, set: SoftSetter<T>] {
  const signal = new SoftSignalR(datatype, options);
  return [signal, softSetter(signal)];
}

/** The function that sets a soft or mocked signal from device code, also one that others may set. */
export function softSetter<T>(signal: SignalR<T>): SoftSetter<T> {
  const set = (value: T, update?: SoftUpdate) => softBackend(signal).setValue(value, update);
  return Object.assign(set, { lose: (cause: string | null) => softBackend(signal).setLost(cause) });
}

/** A command of a soft device: calls `run` at each trigger. */
export function softSignalX(run: () => void | Promise<void>): SignalX {
  return new SignalX(new CommandBackend(run), true);
}

class CommandBackend extends SoftSignalBackend<boolean> {
  readonly #run: () => void | Promise<void>;

  constructor(run: () => void | Promise<void>) {
    super(bool);
    this.#run = run;
  }

  override put(): void | Promise<void> {
    return this.#run();
  }
}

function softBackend<T>(signal: SignalR<T>): SoftSignalBackend<T> {
  const { backend } = signal;
  if (backend instanceof SoftSignalBackend) return backend;
  throw new TypeError(`${signal.path} is not a soft signal`);
}
