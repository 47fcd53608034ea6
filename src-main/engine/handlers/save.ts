import type { CommandHandler } from '../command-handler.ts';
import { openBundler } from './open-bundler.ts';

/** Makes an event of what was read since `create` and emits it; with nothing read, nothing is emitted. */
export const save: CommandHandler<'save'> = (call, msg) => openBundler(call, msg).save();
