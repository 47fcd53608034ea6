import type { CallState } from '../call-state.ts';
import type { CommandHandler, MsgFor } from '../command-handler.ts';
import { isPromise } from '../is-promise.ts';
import { Readable } from '../protocols.ts';
import type { Readings } from '../reading.ts';
import { requireProtocol } from '../require-protocol.ts';

/** Reads a device; the readings are the answer and, between `create` and `save`, part of the event. */
export const read: CommandHandler<'read'> = (call, msg) => {
  const device = requireProtocol(msg.obj, Readable);
  const readings = device.read();
  if (isPromise(readings)) return readLater(call, msg, device, readings);
  const bundler = call.bundlers.get(msg.run);
  if (bundler === undefined || !bundler.bundling) return readings;
  const pending = bundler.read(device, readings, call.attempt);
  return pending === undefined ? readings : pending.then(() => readings);
};

/** A reading that arrives after its message was abandoned belongs to no event. */
async function readLater(
  call: CallState,
  msg: MsgFor<'read'>,
  device: Readable,
  pending: Promise<Readings>,
): Promise<Readings> {
  const { attempt } = call;
  const readings = await pending;
  if (attempt.abandoned) return readings;
  const bundler = call.bundlers.get(msg.run);
  if (bundler?.bundling) await bundler.read(device, readings, attempt);
  return readings;
}
