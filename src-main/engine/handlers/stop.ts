import type { CommandHandler } from '../command-handler.ts';
import { Stoppable } from '../protocols.ts';
import { requireProtocol } from '../require-protocol.ts';

/** Stops a device and waits until it has heard. */
export const stop: CommandHandler<'stop'> = (_call, msg) => requireProtocol(msg.obj, Stoppable).stop();
