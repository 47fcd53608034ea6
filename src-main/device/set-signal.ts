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

/**
 * `value` as the signal takes it. Throws `invalid_params` or `limit_violation` in a sentence that starts with `path`,
 * the signal's own unless told: a motor checks against its setpoint and speaks of itself.
 */
export function checkSignal<T>(signal: Signal<T>, value: unknown, path = signal.path): T {
  try {
    return acceptValue(path, signal.backend, value);
  } catch (thrown) {
    if (!(thrown instanceof HutchError)) throw signal.blame(thrown);
    if (thrown.code !== 'invalid_params') throw thrown;
    throw new HutchError('invalid_params', `${path}: ${thrown.message}`, { details: { device: path } });
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
