import type { CommandHandler } from '../command-handler.ts';

/** The longest time that a timer of JavaScript can hold. */
const LONGEST_MS = 2 ** 31 - 1;

/** Waits for a number of seconds. */
export const sleep: CommandHandler<'sleep'> = (call, msg) => {
  const ms = Math.min(msg.args[0] * 1000, LONGEST_MS);
  if (!(ms > 0)) return undefined;
  return call.waitFor<undefined>((settle) => {
    const timer = setTimeout(() => settle(undefined), ms);
    return () => clearTimeout(timer);
  });
};
