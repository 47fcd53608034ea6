import { type MsgGenerator, msg, type SuspenderLike } from '../../engine/msg.ts';

/** From here on, `suspender` may suspend the engine. */
export function* installSuspender(suspender: SuspenderLike): MsgGenerator<void> {
  yield msg('install_suspender', null, [suspender], {});
}

/** Undoes {@link installSuspender}. */
export function* removeSuspender(suspender: SuspenderLike): MsgGenerator<void> {
  yield msg('remove_suspender', null, [suspender], {});
}
