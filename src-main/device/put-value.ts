import { HutchError } from '#shared/errors.ts';
import type { MaybePromise } from '../engine/reading.ts';
import { checkLimits } from './check-limits.ts';
import type { SignalBackend, WaitOptions } from './signal-backend.ts';
import { DEFAULT_TIMEOUT_MS, within } from './within.ts';

/** How a signal is set. */
export interface SetOptions extends WaitOptions {
  /** Wait until the control system says that it is done; yes unless told. */
  readonly wait?: boolean;
}

/** `value` as the type of the signal at `path`, within its limits and choices. Throws `limit_violation`, or `invalid_params` without a name. */
export function acceptValue<T>(path: string, backend: SignalBackend<T>, value: unknown): T {
  const parsed = backend.datatype.parse(value);
  const metadata = backend.metadata();
  const { choices } = metadata;
  if (choices && typeof parsed === 'string' && !choices.includes(parsed)) {
    throw new HutchError('invalid_params', `expected one of ${choices.join(', ')}, not '${parsed}'`);
  }
  if (typeof parsed === 'number') checkLimits(path, parsed, metadata);
  return parsed;
}

/** Writes `value`, no longer than the time limit. Rejects with `timeout` when the write does not complete. */
export function putValue<T>(backend: SignalBackend<T>, value: T, options: SetOptions): MaybePromise<void> {
  const timeoutMs = options.timeoutMs === undefined ? DEFAULT_TIMEOUT_MS : options.timeoutMs;
  const put = backend.put(value, { ...options, wait: options.wait ?? true, timeoutMs });
  if (!(put instanceof Promise)) return;
  return within(put, { ...options, timeoutMs }, () => {
    const text = String(backend.datatype.toDocument(value));
    return new HutchError('timeout', `a write of ${text} was not complete after ${(timeoutMs ?? 0) / 1000} s`);
  });
}
