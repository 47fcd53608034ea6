import type { MaybePromise } from '../engine/reading.ts';

/** Applies `change` now where the value is there, later where it is promised: what is instant stays instant. */
export function mapMaybe<A, B>(value: MaybePromise<A>, change: (value: A) => MaybePromise<B>): MaybePromise<B> {
  return value instanceof Promise ? value.then(change) : change(value);
}

/** All of `parts` in one object, at once when none is a promise. Rejects with the first failure. */
export function gather<V>(parts: readonly MaybePromise<Record<string, V>>[]): MaybePromise<Record<string, V>> {
  if (parts.some((part) => part instanceof Promise)) {
    return Promise.all(parts).then((records) => Object.assign({}, ...records) as Record<string, V>);
  }
  return Object.assign({}, ...parts) as Record<string, V>;
}
