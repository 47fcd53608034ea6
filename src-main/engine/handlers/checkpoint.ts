import type { CommandHandler } from '../command-handler.ts';
import { IllegalMessageSequence } from '../engine-errors.ts';
import { requestPause } from '../interruption.ts';

/** A point to which the plan can be rewound. A deferred pause happens here. */
export const checkpoint: CommandHandler<'checkpoint'> = (call) => {
  for (const bundler of call.bundlers.values()) {
    if (bundler.bundling) throw new IllegalMessageSequence("A 'checkpoint' cannot stand between 'create' and 'save'");
  }
  call.resetCheckpoint();
  if (call.services.deferredPauseRequested) requestPause(call, false);
};
