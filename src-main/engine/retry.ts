import type { Msg } from './msg.ts';

/**
 * Whether a message that was cut short has nothing left to wait for, so that there is no need to send it again: the suspenders of a
 * `wait_for` have released meanwhile.
 */
export function nothingLeft(message: Msg): boolean {
  if (message.command !== 'wait_for') return false;
  const factories = message.args[0] as readonly { readonly released?: boolean }[];
  return factories.length > 0 && factories.every((factory) => factory.released === true);
}
