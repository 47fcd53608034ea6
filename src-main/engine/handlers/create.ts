import type { CommandHandler } from '../command-handler.ts';
import { openBundler } from './open-bundler.ts';

/** Opens an event bundle: what is read from now on becomes one event of the stream `name`. */
export const create: CommandHandler<'create'> = (call, msg) => {
  openBundler(call, msg).create(msg.kwargs.name ?? (msg.args as readonly unknown[])[0]);
};
