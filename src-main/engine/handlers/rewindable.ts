import type { CommandHandler } from '../command-handler.ts';

/** Says whether messages are kept for a rewind, and answers with what holds now; `null` only asks. A change is a checkpoint. */
export const rewindable: CommandHandler<'rewindable'> = (call, msg) => {
  const [flag] = msg.args;
  if (flag !== null && flag !== undefined && flag !== call.rewindable) {
    call.rewindable = flag;
    call.resetCheckpoint();
  }
  return call.rewindable;
};
