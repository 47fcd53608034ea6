import { type MockPutCallback, MockSignalBackend } from './mock-signal-backend.ts';
import type { Signal } from './signal.ts';
import type { SoftUpdate } from './soft-signal-backend.ts';

/** The stand-in behind a signal that was connected with `mock: true`. Throws a TypeError for any other. */
export function mockOf<T>(signal: Signal<T>): MockSignalBackend<T> {
  const { backend } = signal;
  if (backend instanceof MockSignalBackend) return backend;
  throw new TypeError(`${signal.path} is not mocked: connect its device with { mock: true }`);
}

/** Sets what the signal reads, as hardware would: what was asked for stays as it is. */
export function setMockValue<T>(signal: Signal<T>, value: T, update?: SoftUpdate): void {
  mockOf(signal).setValue(value, update);
}

/** Calls `callback` at each write to the signal, which is complete when the callback is. Returns the function that ends it. */
export function callbackOnMockPut<T>(signal: Signal<T>, callback: MockPutCallback<T>): () => void {
  const mock = mockOf(signal);
  mock.onPut(callback);
  return () => mock.onPut(undefined);
}

/** What was written to the signal, oldest first. */
export function mockPuts<T>(signal: Signal<T>): readonly T[] {
  return mockOf(signal).puts;
}

/** Holds back the completion of writes to `signals` until it is disposed of: at the end of the block, with `using`. */
export function mockPutsBlocked(...signals: readonly Signal<never>[] | readonly Signal<unknown>[]): Disposable {
  const mocks = signals.map((signal) => mockOf(signal as Signal<unknown>));
  for (const mock of mocks) mock.block();
  return {
    [Symbol.dispose]: () => {
      for (const mock of mocks) mock.proceed();
    },
  };
}

/** Gives the mocked signal other units and precision, as the control system would. */
export function setMockUnitsAndPrecision<T>(signal: Signal<T>, units: string, precision: number): void {
  mockOf(signal).setMetadata({ units, precision });
}
