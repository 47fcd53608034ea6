import type { CommandHandler } from '../command-handler.ts';
import { Triggerable } from '../protocols.ts';
import { requireProtocol } from '../require-protocol.ts';
import type { Status } from '../status.ts';
import { argumentsOf, groupOf, track } from './with-group.ts';

/** Triggers a device and answers with the status. */
export const trigger: CommandHandler<'trigger'> = (call, msg) => {
  const device = requireProtocol(msg.obj, Triggerable) as { trigger(...args: readonly unknown[]): Status };
  return track(call, device, 'trigger', groupOf(msg.kwargs), device.trigger(...argumentsOf(msg.args, msg.kwargs)));
};
