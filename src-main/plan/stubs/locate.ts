import { type MsgGenerator, msg } from '../../engine/msg.ts';
import type { Locatable } from '../../engine/protocols.ts';
import type { Location } from '../../engine/reading.ts';

interface LocateOptions {
  /** Answer a single device with its location instead of a list of one; `true` unless given. */
  squeeze?: boolean;
}

/** Where `device` was asked to be and where it is, in its units; a list of locations if it is given a list of devices. */
export function locate<T>(device: Locatable<T>, options?: { squeeze?: true }): MsgGenerator<Location<T>>;
export function locate(device: Locatable, options: { squeeze: false }): MsgGenerator<Location[]>;
export function locate(devices: readonly Locatable[], options?: LocateOptions): MsgGenerator<Location[]>;
export function* locate(asked: Locatable | readonly Locatable[], { squeeze = true }: LocateOptions = {}): MsgGenerator {
  const [first, ...rest] = Array.isArray(asked) ? (asked as readonly Locatable[]) : [asked as Locatable];
  if (!first) return [];
  return yield msg('locate', first, rest, { squeeze });
}
