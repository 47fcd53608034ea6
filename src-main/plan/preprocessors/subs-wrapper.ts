import { DocumentName } from '#shared/documents/index.ts';
import type { DocumentCallback, MsgGenerator } from '../../engine/msg.ts';
import { subscribe, unsubscribe } from '../stubs/subscribe.ts';
import { finalizeWrapper } from './finalize-wrapper.ts';

type OneOrMore<T> = T | readonly T[];

/** Who gets which documents: one or more callbacks for all, or for some by name. */
export type Subscriptions =
  | OneOrMore<DocumentCallback>
  | { readonly [N in DocumentName | 'all']?: OneOrMore<DocumentCallback> };

/** Calls back with the documents of `plan`, and of nothing else. */
export function subsWrapper<R>(plan: MsgGenerator<R>, subscriptions: Subscriptions): MsgGenerator<R> {
  const tokens: number[] = [];
  function* subscribed(): MsgGenerator<R> {
    for (const [name, callback] of pairs(subscriptions)) tokens.push(yield* subscribe(name, callback));
    return yield* plan;
  }
  return finalizeWrapper(subscribed(), function* () {
    for (const token of tokens) yield* unsubscribe(token);
  });
}

function* pairs(subscriptions: Subscriptions): Generator<[DocumentName | 'all', DocumentCallback]> {
  if (typeof subscriptions === 'function') return yield ['all', subscriptions];
  if (Array.isArray(subscriptions)) {
    for (const callback of subscriptions as readonly DocumentCallback[]) yield ['all', callback];
    return;
  }
  const byName = subscriptions as Exclude<Subscriptions, OneOrMore<DocumentCallback>>;
  for (const name of ['all', ...DocumentName.options] as const) {
    for (const callback of [byName[name] ?? []].flat()) yield [name, callback];
  }
}
