import { type MsgGenerator, msg } from '../../engine/msg.ts';
import type { Subscribable } from '../../engine/protocols.ts';

/** How to monitor; other keys are passed to the device's `subscribe`. */
export interface MonitorOptions {
  /** Name of the stream; made from the device's name unless given. */
  name?: string | null;
  [passedToTheDevice: string]: unknown;
}

/** From now until {@link unmonitor}, emits an event whenever `signal` changes, in a stream of its own. */
export function* monitor(signal: Subscribable, { name = null, ...rest }: MonitorOptions = {}): MsgGenerator<void> {
  yield msg('monitor', signal, [], { name, ...rest });
}

/** Ends what {@link monitor} began. */
export function* unmonitor(signal: Subscribable): MsgGenerator<void> {
  yield msg('unmonitor', signal, [], {});
}
