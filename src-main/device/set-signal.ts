import { HutchError } from '#shared/errors.ts';
import type { MaybePromise } from '../engine/reading.ts';
import type { Status } from '../engine/status.ts';
import { AsyncStatus } from './async-status.ts';
import { acceptValue, putValue, type SetOptions } from './put-value.ts';
import type { Signal } from './signal.ts';

/** Checks and sets a signal: what `SignalW` and `SignalRW` share. Throws as `SignalRW.set` does. */
export function setSignal<T>(signal: Signal<T>, value: unknown, options: SetOptions): Status {
  const accepted = checkSignal(signal, value);
  const limited = signal.timeoutMs === undefined ? options : { timeoutMs: signal.timeoutMs, ...options };
  return AsyncStatus.run(() => blaming(signal, () => putValue(signal.backend, accepted, limited)));
}

/** `value` as the signal takes it. Throws `invalid_params` or `limit_violation` naming the signal. */
export function checkSignal<T>(signal: Signal<T>, value: unknown): T {
  try {
    return acceptValue(signal.path, signal.backend, value);
  } catch (thrown) {
    if (thrown instanceof HutchError && thrown.code === 'limit_violation') throw thrown;
    throw signal.blame(thrown);
  }
}

/** The result of `work`, or its failure in the signal's name. */
export function blaming<R>(signal: Signal<never> | Signal<unknown>, work: () => MaybePromise<R>): MaybePromise<R> {
  try {
    const result = work();
    if (!(result instanceof Promise)) return result;
    return result.catch((thrown: unknown) => {
      throw signal.blame(thrown);
    });
  } catch (thrown) {
    throw signal.blame(thrown);
  }
}
