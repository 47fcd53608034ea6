import { HutchError } from '#shared/errors.ts';
import type { CommandHandler } from '../command-handler.ts';

/** Takes a subscriber away that `subscribe` added. A checkpoint. Throws `bad_request` for a token that is not one of those. */
export const unsubscribe: CommandHandler<'unsubscribe'> = (call, msg) => {
  const token = msg.kwargs.token ?? msg.args[0];
  if (typeof token !== 'number' || !call.tokens.delete(token)) {
    throw new HutchError('bad_request', `There is no subscription ${String(token)} of this plan to end`);
  }
  call.services.dispatcher.unsubscribe(token);
  call.resetCheckpoint();
};
