import type { Group, MsgGenerator } from '../../engine/msg.ts';
import type { Collectable, Flyable } from '../../engine/protocols.ts';
import { shortUid } from '../short-uid.ts';
import { collect } from './collect.ts';
import { completeAll } from './complete.ts';
import { wait } from './wait.ts';

export interface CollectWhileCompletingOptions {
  /** Seconds between two collections; a single one at the end unless given. */
  flushPeriod?: number | null;
  /** The stream that was declared for the data. */
  streamName?: string | null;
  /** Groups whose failures end the wait. */
  watch?: readonly Group[];
}

/** Tells `flyers` to finish and, until they have, emits every now and then what `detectors` have gathered. */
export function* collectWhileCompleting(
  flyers: readonly Flyable[],
  detectors: readonly Collectable[],
  { flushPeriod = null, streamName = null, watch = [] }: CollectWhileCompletingOptions = {},
): MsgGenerator<void> {
  const group = shortUid('complete');
  yield* completeAll(flyers, { group, wait: false });
  for (let done = false; !done; ) {
    done = yield* wait(group, { timeout: flushPeriod, errorOnTimeout: false, watch });
    yield* collect(detectors, { name: streamName });
  }
}
