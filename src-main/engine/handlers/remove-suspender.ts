import type { CommandHandler } from '../command-handler.ts';
import type { Suspender } from '../suspender.ts';

/** Removes a suspender and releases whoever waits for it. */
export const removeSuspender: CommandHandler<'remove_suspender'> = (call, msg) =>
  call.services.removeSuspender(msg.args[0] as Suspender);
