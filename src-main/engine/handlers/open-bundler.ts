import type { RunBundler } from '../bundler/run-bundler.ts';
import type { CallState } from '../call-state.ts';
import { IllegalMessageSequence } from '../engine-errors.ts';
import type { Msg } from '../msg.ts';

/** The bundler of the run that a message is for. Throws `illegal_message_sequence` when that run is not open. */
export function openBundler(call: CallState, msg: Msg): RunBundler {
  const bundler = call.bundlers.get(msg.run);
  if (bundler !== undefined) return bundler;
  const run = msg.run === null ? 'no run is open' : `no run is open under the key '${String(msg.run)}'`;
  throw new IllegalMessageSequence(`A '${msg.command}' message was sent but ${run}: 'open_run' must come first`);
}
