import { type Msg, type MsgGenerator, msg } from '../../engine/msg.ts';
import type { Collectable, Flyable } from '../../engine/protocols.ts';
import { shortUid } from '../short-uid.ts';
import { aroundRuns } from './around-runs.ts';

/** Lets `flyers` fly during every run in `plan`, and collects what they have gathered before the run is closed. */
export function flyDuringWrapper<R>(
  plan: MsgGenerator<R>,
  flyers: readonly (Flyable & Collectable)[],
): MsgGenerator<R> {
  const started = shortUid('flyers-kickoff');
  const finished = shortUid('flyers-complete');
  const waitFor = (group: string): Msg[] => (flyers.length > 0 ? [msg('wait', null, [], { group })] : []);
  return aroundRuns(plan, {
    afterOpen: () => [...flyers.map((flyer) => msg('kickoff', flyer, [], { group: started })), ...waitFor(started)],
    beforeClose: () => [
      ...flyers.map((flyer) => msg('complete', flyer, [], { group: finished })),
      ...waitFor(finished),
      ...flyers.map((flyer) => msg('collect', flyer, [], {})),
    ],
  });
}
