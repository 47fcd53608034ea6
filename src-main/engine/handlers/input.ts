import { HutchError } from '#shared/errors.ts';
import type { CommandHandler } from '../command-handler.ts';

/** Asks the operator and answers with the text. Throws `unavailable` when the engine was given nobody to ask. */
export const input: CommandHandler<'input'> = (call, msg) => {
  const source = call.services.inputSource;
  if (source === null) throw new HutchError('unavailable', 'The plan asks for input, but nobody is there to answer');
  const controller = new AbortController();
  const prompt = msg.kwargs.prompt ?? String((msg.args as readonly unknown[])[0] ?? '');
  return call.waitFor<string>((settle, fail) => {
    source(prompt, controller.signal).then(settle, fail);
    return () => controller.abort();
  });
};
