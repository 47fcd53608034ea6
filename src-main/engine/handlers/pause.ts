import type { CommandHandler } from '../command-handler.ts';
import { requestPause } from '../interruption.ts';

/** The plan pauses itself: here, or at its next checkpoint. */
export const pause: CommandHandler<'pause'> = (call, msg) => requestPause(call, msg.kwargs.defer === true);
