import { type MsgGenerator, msg } from '../../engine/msg.ts';

/** A message that does nothing; exported from the index as `null` is in Bluesky, under a name that JavaScript allows. */
export function* nullStub(): MsgGenerator<void> {
  yield msg('null', null, [], {});
}
