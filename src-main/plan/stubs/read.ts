import { type MsgGenerator, msg } from '../../engine/msg.ts';
import type { Readable } from '../../engine/protocols.ts';
import type { Readings } from '../../engine/reading.ts';

/** Reads `device`, into the event that is open if one is. `undefined` only where no engine answers: in a simulation, after a rewind. */
export function* read<T>(device: Readable<T>): MsgGenerator<Readings<T> | undefined> {
  return (yield msg('read', device, [], {})) as Readings<T> | undefined;
}
