import type { DocumentName } from '#shared/documents/index.ts';
import type { CommandHandler } from '../command-handler.ts';
import type { DocumentCallback } from '../msg.ts';

/** Adds a subscriber until the end of the call and answers with its token. A checkpoint. */
export const subscribe: CommandHandler<'subscribe'> = (call, msg) => {
  const [callback = msg.kwargs.func, name = msg.kwargs.name ?? 'all'] = msg.args;
  const token = call.services.dispatcher.subscribe(callback as DocumentCallback, name as DocumentName | 'all');
  call.tokens.add(token);
  call.resetCheckpoint();
  return token;
};
