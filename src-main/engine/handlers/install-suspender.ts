import type { CommandHandler } from '../command-handler.ts';
import type { Suspender } from '../suspender.ts';

/** Installs a suspender; it stays after the call. */
export const installSuspender: CommandHandler<'install_suspender'> = (call, msg) =>
  call.services.installSuspender(msg.args[0] as Suspender);
