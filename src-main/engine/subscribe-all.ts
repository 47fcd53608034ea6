import type { DocumentName } from '#shared/documents/index.ts';
import type { Dispatcher } from './dispatcher.ts';
import type { DocumentCallback } from './msg.ts';
import type { Subscribers } from './run-engine-options.ts';

/** Subscribes all, or none when one of them is refused. Returns their tokens. Throws `bad_request`. */
export function subscribeAll(dispatcher: Dispatcher, subscribers: Subscribers | undefined): number[] {
  const tokens: number[] = [];
  try {
    for (const [name, callback] of pairsOf(subscribers)) {
      tokens.push(dispatcher.subscribe(callback, name as DocumentName | 'all'));
    }
  } catch (thrown) {
    for (const token of tokens) dispatcher.unsubscribe(token);
    throw thrown;
  }
  return tokens;
}

function pairsOf(subscribers: Subscribers | undefined): [name: string, callback: DocumentCallback][] {
  if (subscribers === undefined) return [];
  if (typeof subscribers === 'function') return [['all', subscribers]];
  if (isList(subscribers)) return subscribers.map((callback) => ['all', callback]);
  return Object.entries(subscribers).flatMap(([name, callbacks]) =>
    (isList(callbacks) ? callbacks : [callbacks]).map((callback): [string, DocumentCallback] => [name, callback]),
  );
}

function isList<T>(value: unknown): value is readonly T[] {
  return Array.isArray(value);
}
