import { HutchError } from '#shared/errors.ts';
import type { CommandHandler } from '../command-handler.ts';
import { Subscribable } from '../protocols.ts';
import { requireProtocol } from '../require-protocol.ts';
import { openBundler } from './open-bundler.ts';

/** Emits an event at every change of a signal from now on, in a stream of its own. A checkpoint. */
export const monitor: CommandHandler<'monitor'> = async (call, msg) => {
  const bundler = openBundler(call, msg);
  if (msg.args.length > 0) throw new HutchError('invalid_params', "'monitor' takes no positional arguments");
  const { name, ...options } = msg.kwargs;
  const { attempt } = call;
  const signal = requireProtocol(msg.obj, Subscribable);
  await bundler.describe(signal);
  if (attempt.abandoned) return;
  bundler.monitors.start(signal, name ?? null, options);
  call.resetCheckpoint();
};
