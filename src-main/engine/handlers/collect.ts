import { HutchError } from '#shared/errors.ts';
import type { CommandHandler } from '../command-handler.ts';
import { openBundler } from './open-bundler.ts';

/** Emits what flyers have buffered. Answers with the events or pages unless `return_payload` is false. */
export const collect: CommandHandler<'collect'> = async (call, msg) => {
  const bundler = openBundler(call, msg);
  if (msg.kwargs.stream === true) {
    throw new HutchError('invalid_params', "'collect' emits pages of events; 'stream' must be false");
  }
  return bundler.collect({
    objects: [msg.obj, ...msg.args],
    name: msg.kwargs.name ?? undefined,
    returnPayload: msg.kwargs.return_payload !== false,
  });
};
