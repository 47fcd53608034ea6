import { RunBundler } from '../bundler/run-bundler.ts';
import type { CallState } from '../call-state.ts';
import type { CommandHandler, MsgFor } from '../command-handler.ts';
import { IllegalMessageSequence } from '../engine-errors.ts';
import { isPromise } from '../is-promise.ts';
import { mergeMetadata, validateMetadata } from '../metadata.ts';

/**
 * Opens a run and answers with its uid. The metadata are validated before anything else: a run that is refused spends no scan number.
 * Throws `illegal_message_sequence`, `invalid_metadata`.
 */
export const openRun: CommandHandler<'open_run'> = (call, msg) => {
  if (call.bundlers.has(msg.run)) {
    throw new IllegalMessageSequence("A 'close_run' message was not received before the 'open_run' message");
  }
  const { services } = call;
  const md = mergeMetadata(services.md, call.plan, msg.kwargs, call.metadata);
  validateMetadata(services.mdValidator, md, 'run');
  const scanId = services.scanIdSource(services.md);
  return isPromise(scanId) ? openLater(call, msg, scanId) : open(call, msg, scanId);
};

/** Whoever has ended the call meanwhile wants no new run. */
async function openLater(call: CallState, msg: MsgFor<'open_run'>, pending: Promise<number>): Promise<string | null> {
  const { attempt } = call;
  const scanId = await pending;
  return attempt.abandoned ? null : open(call, msg, scanId);
}

function open(call: CallState, msg: MsgFor<'open_run'>, scan_id: number): string {
  const { services } = call;
  const md = mergeMetadata({ ...services.md, scan_id }, call.plan, msg.kwargs, call.metadata);
  const bundler = new RunBundler(services, (error) => call.inject(error));
  const start = bundler.composeStart(services.mdNormalizer(md));
  services.md.scan_id = scan_id;
  call.bundlers.set(msg.run, bundler);
  call.runStartUids.push(bundler.runStart);
  bundler.open(start);
  return bundler.runStart;
}
