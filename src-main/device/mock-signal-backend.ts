import type { PutOptions, SignalBackend } from './signal-backend.ts';
import { SoftSignalBackend } from './soft-signal-backend.ts';

/** Told of each value that is written to a mocked signal; may take its time, and the write is complete when it is done. */
export type MockPutCallback<T> = (value: T, options: PutOptions) => void | Promise<void>;

/** A stand-in for any backend: keeps values in this process, remembers what was written, completes writes when the test says so. */
export class MockSignalBackend<T> extends SoftSignalBackend<T> {
  /** What was written, oldest first. */
  readonly puts: T[] = [];
  #callback: MockPutCallback<T> | undefined;
  #gate: { readonly opened: Promise<void>; readonly open: () => void } | undefined;

  /** `real` gives the type and, where it can be read without a connection, value and metadata. */
  constructor(real: SignalBackend<T>) {
    const soft = real instanceof SoftSignalBackend;
    const { units, precision, limits, choices } = soft ? real.metadata() : {};
    super(real.datatype, {
      scheme: 'mock',
      initial: soft ? real.getReading().value : real.datatype.initial,
      ...(units !== undefined && { units }),
      ...(precision !== undefined && { precision }),
      ...(limits && { limits }),
      ...(choices && { choices }),
    });
  }

  override put(value: T, options: PutOptions): void | Promise<void> {
    this.puts.push(value);
    super.put(value, options);
    const answer = this.#callback?.(value, options);
    const gate = this.#gate;
    if (!options.wait || (!answer && !gate)) return;
    return Promise.all([answer, gate?.opened]).then(() => undefined);
  }

  /** Calls `callback` at each write from now on; `undefined` ends it. */
  onPut(callback: MockPutCallback<T> | undefined): void {
    this.#callback = callback;
  }

  /** Holds back the completion of writes until {@link MockSignalBackend.proceed}. */
  block(): void {
    if (this.#gate) return;
    const { promise, resolve } = withResolvers();
    this.#gate = { opened: promise, open: resolve };
  }

  /** Lets writes complete again, the ones that wait too. */
  proceed(): void {
    this.#gate?.open();
    this.#gate = undefined;
  }
}

// Node 20 has no Promise.withResolvers.
function withResolvers(): { promise: Promise<void>; resolve: () => void } {
  let resolve: () => void = () => undefined;
  const promise = new Promise<void>((done) => {
    resolve = done;
  });
  return { promise, resolve };
}
