import type { MsgGenerator } from '../../engine/msg.ts';
import { Collectable, EventCollectable, type Flyable, satisfies } from '../../engine/protocols.ts';
import { requireProtocol } from '../../engine/require-protocol.ts';
import { shortUid } from '../short-uid.ts';
import { collect } from '../stubs/collect.ts';
import { completeAll } from '../stubs/complete.ts';
import { declareStream } from '../stubs/event-bundle.ts';
import { kickoffAll } from '../stubs/kickoff.ts';
import { wait } from '../stubs/wait.ts';
import { namesOf, type RunOptions, reprAll } from './scan-metadata.ts';
import { stagedRun } from './staged-run.ts';

export interface FlyDeclaredOptions extends RunOptions {
  /** Seconds between two collections; 0.5 unless given. */
  flushPeriod?: number | undefined;
}

/** Whether the streams of `flyer` must be declared before it is collected: all flyers but those of the old style, which give single events. */
export function needsDeclaration(flyer: Flyable): boolean {
  return !satisfies(flyer, EventCollectable);
}

/**
 * Lets `flyers` of the new style fly together, each into a declared stream that has its name, and collects while they do.
 * Bluesky's `fly` is for flyers of the old style. Returns the uid of the run. Throws `wrong_protocol` if a flyer gathers nothing.
 */
export function* flyDeclared(
  flyers: readonly Flyable[],
  { flushPeriod = 0.5, md }: FlyDeclaredOptions = {},
): MsgGenerator<string> {
  const collected = flyers.map((flyer) => requireProtocol(flyer, Collectable));
  function* flight(): MsgGenerator<void> {
    for (const flyer of collected) {
      // A stream that is collected is described by `describeCollect`: its flyer need not be readable.
      yield* declareStream([flyer as never], { name: flyer.name, collect: true });
    }
    yield* kickoffAll(flyers);
    const group = shortUid('complete');
    yield* completeAll(flyers, { group });
    for (let done = false; !done; ) {
      done = yield* wait(group, { timeout: flushPeriod, errorOnTimeout: false });
      for (const flyer of collected) yield* collect(flyer, { name: flyer.name, returnPayload: false });
    }
  }
  const own = { detectors: namesOf(flyers), plan_name: 'fly', plan_args: { flyers: reprAll(flyers) }, hints: {} };
  return yield* stagedRun(flight(), flyers, { ...own, ...md });
}
