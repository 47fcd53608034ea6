import type { CommandHandler } from '../command-handler.ts';
import { WaitForTimeoutError } from '../engine-errors.ts';

/** Waits for promises, made by the functions in its argument, and answers with how each of them settled. Throws `timeout`. */
export const waitFor: CommandHandler<'wait_for'> = (call, msg) => {
  const promises = msg.args[0].map((make) => make());
  const { timeout } = msg.kwargs;
  return call.waitFor<PromiseSettledResult<unknown>[]>((settle, fail) => {
    const late = (): void =>
      fail(new WaitForTimeoutError(`What the plan waits for did not happen within ${timeout} s`));
    const timer = typeof timeout === 'number' ? setTimeout(late, timeout * 1000) : undefined;
    Promise.allSettled(promises).then(settle, fail);
    return () => clearTimeout(timer);
  });
};
