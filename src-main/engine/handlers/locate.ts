import type { CommandHandler } from '../command-handler.ts';
import { isPromise } from '../is-promise.ts';
import { Locatable } from '../protocols.ts';
import { requireProtocol } from '../require-protocol.ts';

/** Asks movables where they are: a location for one device, a list for several or with `squeeze: false`. */
export const locate: CommandHandler<'locate'> = (_call, msg) => {
  const answers = [msg.obj, ...msg.args].map((device) => requireProtocol(device, Locatable).locate());
  if (answers.length === 1 && msg.kwargs.squeeze !== false) return answers[0];
  return answers.some(isPromise) ? Promise.all(answers) : answers;
};
