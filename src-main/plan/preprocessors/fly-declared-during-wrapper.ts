import { type Msg, type MsgGenerator, msg } from '../../engine/msg.ts';
import { type Collectable, type Flyable, Stageable, satisfies } from '../../engine/protocols.ts';
import { shortUid } from '../short-uid.ts';
import { aroundRuns } from './around-runs.ts';

/**
 * Lets `flyers` of the new style fly during every run in `plan`, each into a declared stream that has its name; they are staged meanwhile.
 * Bluesky's `flyDuringWrapper` is for flyers of the old style: it declares nothing, and collecting without is refused.
 */
export function flyDeclaredDuringWrapper<R>(
  plan: MsgGenerator<R>,
  flyers: readonly (Flyable & Collectable)[],
): MsgGenerator<R> {
  if (flyers.length === 0) return plan;
  const staged = flyers.filter((flyer) => satisfies(flyer, Stageable));
  /** One message for each flyer, and a wait for all. */
  const forAll = (command: 'kickoff' | 'complete', group: string): Msg[] => [
    ...flyers.map((flyer) => msg(command, flyer, [], { group })),
    msg('wait', null, [], { group }),
  ];
  return aroundRuns(plan, {
    afterOpen: () => [
      ...staged.map((flyer) => msg('stage', flyer, [], {})),
      // A stream that is collected is described by `describeCollect`: its flyer need not be readable.
      ...flyers.map((flyer) => msg('declare_stream', null, [flyer as never], { name: flyer.name, collect: true })),
      ...forAll('kickoff', shortUid('flyers-kickoff')),
    ],
    beforeClose: () => [
      ...forAll('complete', shortUid('flyers-complete')),
      ...flyers.map((flyer) => msg('collect', flyer, [], { name: flyer.name, return_payload: false })),
      ...staged.map((flyer) => msg('unstage', flyer, [], {})),
    ],
  });
}
