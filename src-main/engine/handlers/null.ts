import type { CommandHandler } from '../command-handler.ts';

/** Does nothing. */
export const nullCommand: CommandHandler<'null'> = () => undefined;
