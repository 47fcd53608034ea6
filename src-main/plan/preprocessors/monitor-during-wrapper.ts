import { type MsgGenerator, msg } from '../../engine/msg.ts';
import type { Subscribable } from '../../engine/protocols.ts';
import { aroundRuns } from './around-runs.ts';

/** Monitors `signals` during every run in `plan`, each in a stream of its own: `<name>_monitor`. */
export function monitorDuringWrapper<R>(plan: MsgGenerator<R>, signals: readonly Subscribable[]): MsgGenerator<R> {
  return aroundRuns(plan, {
    afterOpen: () => signals.map((signal) => msg('monitor', signal, [], { name: `${signal.name}_monitor` })),
    beforeClose: () => signals.map((signal) => msg('unmonitor', signal, [], {})),
  });
}
