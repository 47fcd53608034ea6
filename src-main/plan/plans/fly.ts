import type { MsgGenerator } from '../../engine/msg.ts';
import { Collectable, type Flyable } from '../../engine/protocols.ts';
import { requireProtocol } from '../../engine/require-protocol.ts';
import { collect } from '../stubs/collect.ts';
import { complete } from '../stubs/complete.ts';
import { kickoff } from '../stubs/kickoff.ts';
import { closeRun, openRun } from '../stubs/run.ts';
import type { RunOptions } from './scan-metadata.ts';

/** Starts `flyers`, waits for them to finish, and collects what they have gathered, one after the other. Returns the uid of the run. Throws `wrong_protocol` if one gathers nothing. */
export function* fly(flyers: readonly Flyable[], { md = null }: RunOptions = {}): MsgGenerator<string> {
  const collected = flyers.map((flyer) => requireProtocol(flyer, Collectable));
  const uid = yield* openRun(md);
  for (const flyer of flyers) yield* kickoff(flyer, { wait: true });
  for (const flyer of flyers) yield* complete(flyer, { wait: true });
  for (const flyer of collected) yield* collect(flyer);
  yield* closeRun();
  return uid;
}
