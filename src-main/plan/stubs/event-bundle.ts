import { type MsgGenerator, msg } from '../../engine/msg.ts';
import type { Readable } from '../../engine/protocols.ts';
import { separateDevices } from '../ancestry.ts';

/** Begins an event of the stream `name`; what is read until {@link save} goes into it. */
export function* create(name = 'primary'): MsgGenerator<void> {
  yield msg('create', null, [], { name });
}

/** Ends the event that was begun and emits it. */
export function* save(): MsgGenerator<void> {
  yield msg('save', null, [], {});
}

/** Ends the event that was begun and throws it away. */
export function* drop(): MsgGenerator<void> {
  yield msg('drop', null, [], {});
}

/**
 * Describes the stream `name` before its first event: what every event of it will hold.
 * `collect` says that its data come from a flyer's `collect` instead of `read`.
 */
export function* declareStream(
  devices: readonly Readable[],
  { name, collect = false }: { name: string; collect?: boolean },
): MsgGenerator {
  return yield msg('declare_stream', null, separateDevices(devices), { name, collect });
}
