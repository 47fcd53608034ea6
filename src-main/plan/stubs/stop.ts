import { type MsgGenerator, msg } from '../../engine/msg.ts';
import type { Stoppable } from '../../engine/protocols.ts';

/** Stops `device` where it is. */
export function* stop(device: Stoppable): MsgGenerator<void> {
  yield msg('stop', device, [], {});
}
