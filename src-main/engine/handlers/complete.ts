import type { CommandHandler } from '../command-handler.ts';
import { Flyable } from '../protocols.ts';
import { requireProtocol } from '../require-protocol.ts';
import { argumentsOf, groupOf, track } from './with-group.ts';

/** Tells a flyer to finish and answers with the status. */
export const complete: CommandHandler<'complete'> = (call, msg) => {
  const flyer = requireProtocol(msg.obj, Flyable);
  const method = flyer.complete as (...args: readonly unknown[]) => ReturnType<typeof flyer.complete>;
  const status = method.apply(flyer, [...argumentsOf(msg.args, msg.kwargs)]);
  return track(call, flyer, 'complete', groupOf(msg.kwargs), status);
};
