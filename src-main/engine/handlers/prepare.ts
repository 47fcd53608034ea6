import type { CommandHandler } from '../command-handler.ts';
import { Preparable } from '../protocols.ts';
import { requireProtocol } from '../require-protocol.ts';
import { argumentsOf, groupOf, track } from './with-group.ts';

/** Prepares a device for what comes and answers with the status. */
export const prepare: CommandHandler<'prepare'> = (call, msg) => {
  const device = requireProtocol(msg.obj, Preparable);
  const method = device.prepare as (...args: readonly unknown[]) => ReturnType<typeof device.prepare>;
  return track(
    call,
    device,
    'prepare',
    groupOf(msg.kwargs),
    method.apply(device, [...argumentsOf(msg.args, msg.kwargs)]),
  );
};
