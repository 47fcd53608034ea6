import type { CommandHandler } from '../command-handler.ts';
import { Flyable } from '../protocols.ts';
import { requireProtocol } from '../require-protocol.ts';
import { openBundler } from './open-bundler.ts';
import { argumentsOf, groupOf, track } from './with-group.ts';

/** Starts a flyer and answers with the status. At the latest the end of the call collects it. */
export const kickoff: CommandHandler<'kickoff'> = (call, msg) => {
  const bundler = openBundler(call, msg);
  const flyer = requireProtocol(msg.obj, Flyable);
  const method = flyer.kickoff as (...args: readonly unknown[]) => ReturnType<typeof flyer.kickoff>;
  const status = method.apply(flyer, [...argumentsOf(msg.args, msg.kwargs)]);
  bundler.collector.kickedOff(flyer);
  return track(call, flyer, 'kickoff', groupOf(msg.kwargs), status);
};
