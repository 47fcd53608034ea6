import type { CommandHandler } from '../command-handler.ts';
import { Subscribable } from '../protocols.ts';
import { requireProtocol } from '../require-protocol.ts';
import { openBundler } from './open-bundler.ts';

/** Ends a monitor. A checkpoint. */
export const unmonitor: CommandHandler<'unmonitor'> = (call, msg) => {
  openBundler(call, msg).monitors.end(requireProtocol(msg.obj, Subscribable));
  call.resetCheckpoint();
};
