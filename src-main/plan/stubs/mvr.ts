import type { MsgGenerator } from '../../engine/msg.ts';
import type { Movable } from '../../engine/protocols.ts';
import type { Status } from '../../engine/status.ts';
import { relativeSetWrapper } from '../preprocessors/relative-set-wrapper.ts';
import { type MoveOptions, moveArguments, mv, type Target } from './mv.ts';

/** Like {@link mv}, by distances from the set-points that the devices have now. */
export function mvr(targets: Iterable<Target<number>>, options?: MoveOptions): MsgGenerator<Status[]>;
export function mvr(device: Movable<number>, distance: number, options?: MoveOptions): MsgGenerator<Status[]>;
export function mvr(...args: readonly unknown[]): MsgGenerator<Status[]> {
  const [targets, options] = moveArguments(args);
  return relativeSetWrapper(
    mv(targets, options),
    targets.map(([device]) => device),
  );
}

/** Another name of {@link mvr}. */
export const movr = mvr;
