import { type MsgGenerator, msg } from '../../engine/msg.ts';

/** A place to which a resumed plan may go back: what follows is repeated after a pause, what came before is not. */
export function* checkpoint(): MsgGenerator<void> {
  yield msg('checkpoint', null, [], {});
}

/** From here on the plan cannot be paused: a pause becomes an abort. */
export function* clearCheckpoint(): MsgGenerator<void> {
  yield msg('clear_checkpoint', null, [], {});
}
