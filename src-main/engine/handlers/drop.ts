import type { CommandHandler } from '../command-handler.ts';
import { openBundler } from './open-bundler.ts';

/** Throws away what was read since `create`. */
export const drop: CommandHandler<'drop'> = (call, msg) => openBundler(call, msg).drop();
