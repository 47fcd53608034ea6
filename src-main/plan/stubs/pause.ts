import { type MsgGenerator, msg } from '../../engine/msg.ts';

/** Pauses the plan here; it goes on from the last checkpoint when somebody resumes it. */
export function* pause(): MsgGenerator<void> {
  yield msg('pause', null, [], { defer: false });
}

/** Pauses the plan at the next checkpoint. */
export function* deferredPause(): MsgGenerator<void> {
  yield msg('pause', null, [], { defer: true });
}
