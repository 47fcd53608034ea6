import type { MsgGenerator } from '../../engine/msg.ts';
import type { Collectable, Flyable } from '../../engine/protocols.ts';
import { collect } from '../stubs/collect.ts';
import { complete } from '../stubs/complete.ts';
import { kickoff } from '../stubs/kickoff.ts';
import { closeRun, openRun } from '../stubs/run.ts';
import type { RunOptions } from './scan-metadata.ts';

/** Starts `flyers`, waits for them to finish, and collects what they have gathered, one after the other. Returns the uid of the run. */
export function* fly(flyers: readonly (Flyable & Collectable)[], { md = null }: RunOptions = {}): MsgGenerator<string> {
  const uid = yield* openRun(md);
  for (const flyer of flyers) yield* kickoff(flyer, { wait: true });
  for (const flyer of flyers) yield* complete(flyer, { wait: true });
  for (const flyer of flyers) yield* collect(flyer);
  yield* closeRun();
  return uid;
}
