import type { DocumentName } from '#shared/documents/index.ts';
import { type DocumentCallback, type MsgGenerator, msg } from '../../engine/msg.ts';

/** Calls `callback` with every document called `name` until the end of this call of the engine. Returns a token for {@link unsubscribe}. */
export function* subscribe(name: DocumentName | 'all', callback: DocumentCallback): MsgGenerator<number> {
  return (yield msg('subscribe', null, [callback, name], {})) as number;
}

/** Ends what {@link subscribe} began. */
export function* unsubscribe(token: number): MsgGenerator<void> {
  yield msg('unsubscribe', null, [], { token });
}
