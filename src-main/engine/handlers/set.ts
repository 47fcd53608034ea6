import type { CommandHandler } from '../command-handler.ts';
import { Movable } from '../protocols.ts';
import { requireProtocol } from '../require-protocol.ts';
import { argumentsOf, groupOf, track } from './with-group.ts';

/** Sets a movable and answers with the status of the move. The device is stopped at the end of the call, at a pause, at an abort. */
export const set: CommandHandler<'set'> = (call, msg) => {
  const device = requireProtocol(msg.obj, Movable);
  call.moved.set(device, null);
  const args = argumentsOf(msg.args, msg.kwargs);
  const status = args.length === 1 ? device.set(args[0]) : device.set(args[0], ...args.slice(1));
  track(call, device, 'set', groupOf(msg.kwargs), status);
  call.moved.set(device, status);
  return status;
};
