import { HutchError } from '#shared/errors.ts';
import type { CommandHandler } from '../command-handler.ts';
import { openBundler } from './open-bundler.ts';

/** Emits the descriptor of a stream ahead of its events. Answers with `[descriptor, devices]`. */
export const declareStream: CommandHandler<'declare_stream'> = async (call, msg) => {
  const bundler = openBundler(call, msg);
  const { name, collect = false } = msg.kwargs;
  if (typeof name !== 'string' || name === '') {
    throw new HutchError('invalid_params', "'declare_stream' needs the name of the stream");
  }
  const stream = await bundler.declareStream(msg.args, name, collect);
  return [stream.descriptor, [...stream.objects.keys()]];
};
