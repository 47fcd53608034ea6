import type { CommandHandler } from '../command-handler.ts';

/** From here on the plan cannot be rewound: a pause ends it. */
export const clearCheckpoint: CommandHandler<'clear_checkpoint'> = (call) => {
  call.cache.disable();
  for (const bundler of call.bundlers.values()) bundler.forgetCheckpoint();
};
