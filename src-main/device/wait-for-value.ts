import { HutchError } from '#shared/errors.ts';
import type { WaitOptions } from './signal-backend.ts';
import type { SignalR } from './signal-r.ts';
import { within } from './within.ts';

/** What is waited for: a value, or a question that a value answers. Numbers, texts and truths are compared with `===`. */
export type Match<T> = T | ((value: T) => boolean);

/**
 * Settles when the value of `signal` matches: now, if it does already. `timeoutMs` is 10 s unless told, `null` waits for ever.
 * Rejects with `timeout`, which says the last value, `not_connected` when the signal is lost, `cancelled`.
 */
export async function waitForValue<T>(signal: SignalR<T>, match: Match<T>, options: WaitOptions = {}): Promise<void> {
  const matches = toPredicate(match);
  let last: { readonly value: T } | undefined;
  let end: (() => void)[] = [];
  const matched = new Promise<void>((resolve, reject) => {
    end = [
      signal.subscribeValue((value) => {
        last = { value };
        if (matches(value)) resolve();
      }),
      signal.onConnection(({ error }) => error && reject(error)),
    ];
  });
  try {
    await within(matched, options, () => {
      const wanted = typeof match === 'function' ? 'what was waited for' : String(match);
      const now = last ? `it is ${String(last.value)}` : 'it has no value yet';
      return new HutchError('timeout', `${signal.path} did not become ${wanted} in time: ${now}`);
    });
  } finally {
    for (const leave of end) leave();
  }
}

/** `match` as a question. */
export function toPredicate<T>(match: Match<T>): (value: T) => boolean {
  return typeof match === 'function' ? (match as (value: T) => boolean) : (value) => value === match;
}
