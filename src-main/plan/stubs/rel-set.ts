import type { MsgGenerator } from '../../engine/msg.ts';
import type { Movable } from '../../engine/protocols.ts';
import type { Status } from '../../engine/status.ts';
import { relativeSetWrapper } from '../preprocessors/relative-set-wrapper.ts';
import { absSet, type SetOptions } from './abs-set.ts';

/** Like {@link absSet}, by `distance` from the set-point that the device has now. */
export function relSet(device: Movable<number>, distance: number, options: SetOptions = {}): MsgGenerator<Status> {
  return relativeSetWrapper(absSet(device, distance, options));
}
