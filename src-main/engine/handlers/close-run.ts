import { ExitStatus } from '#shared/documents/index.ts';
import { HutchError } from '#shared/errors.ts';
import type { CallState } from '../call-state.ts';
import type { CommandHandler } from '../command-handler.ts';
import { IllegalMessageSequence } from '../engine-errors.ts';

/** Closes a run and answers with the uid of its start document. */
export const closeRun: CommandHandler<'close_run'> = (call, msg) => {
  const bundler = call.bundlers.get(msg.run);
  if (bundler === undefined) {
    throw new IllegalMessageSequence("A 'close_run' message came, but no run is open: 'open_run' must come first");
  }
  const { exitStatus, reason } = closingOf(call, msg.kwargs.exit_status ?? null, msg.kwargs.reason ?? '');
  call.bundlers.delete(msg.run);
  bundler.close(exitStatus, reason);
  return bundler.runStart;
};

/** A run of a call that was aborted is never recorded as a success, and the reason reaches its stop document, whatever the plan says. */
function closingOf(call: CallState, status: string | null, reason: string): { exitStatus: ExitStatus; reason: string } {
  const asked = ExitStatus.safeParse(status ?? 'success');
  if (!asked.success) {
    throw new HutchError('invalid_params', `A run cannot be closed as '${status}': success, abort or fail`);
  }
  if (typeof reason !== 'string') {
    throw new HutchError('invalid_params', `The reason of a 'close_run' must be a text, not ${String(reason)}`);
  }
  if (call.exit === null || call.exit.kind === 'stop') return { exitStatus: asked.data, reason };
  return { exitStatus: asked.data === 'success' ? 'abort' : asked.data, reason: reason || call.exit.reason };
}
