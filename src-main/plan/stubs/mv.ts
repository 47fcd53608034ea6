import { HutchError } from '#shared/errors.ts';
import { type Group, type MsgGenerator, msg } from '../../engine/msg.ts';
import { Movable, satisfies } from '../../engine/protocols.ts';
import type { Status } from '../../engine/status.ts';

/** A device and where it should go. */
export type Target<T = unknown> = readonly [device: Movable<T>, value: T];

/** How to move; other keys are passed to the devices. */
export interface MoveOptions {
  /** Whoever waits for this group waits for these motions too; a new one unless given. */
  group?: Group | null;
  /** Seconds after which waiting fails with `timeout`; forever unless given. */
  timeout?: number | null;
  [passedToTheDevice: string]: unknown;
}

/**
 * Moves one device, or several at once, and waits until all have arrived: `mv(motor, 1)`, `mv([[x, 1], [y, 2]])`, `mv(new Map(...))`.
 * Values are in the units of each device. Throws `invalid_params` if no device, or one of them twice, is given.
 */
export function mv(targets: Iterable<Target>, options?: MoveOptions): MsgGenerator<Status[]>;
export function mv<T>(device: Movable<T>, value: T, options?: MoveOptions): MsgGenerator<Status[]>;
export function* mv(...args: readonly unknown[]): MsgGenerator<Status[]> {
  const [targets, { group, timeout = null, ...rest }] = moveArguments(args);
  const step = new Map(targets);
  if (step.size === 0) throw new HutchError('invalid_params', 'mv needs at least one device and its position');
  if (step.size < targets.length) throw new HutchError('invalid_params', 'mv was given the same device twice');
  const waited = group || crypto.randomUUID();
  const statuses: Status[] = [];
  for (const [device, value] of step) {
    statuses.push((yield msg('set', device, [value], { group: waited, ...rest })) as Status);
  }
  yield msg('wait', null, [], { group: waited, timeout });
  return statuses;
}

/** Sorts the two ways of calling {@link mv} and `mvr` out: targets and options. */
export function moveArguments(args: readonly unknown[]): [Target[], MoveOptions] {
  const [first, second, third] = args;
  if (satisfies(first, Movable)) return [[[first, second]], (third ?? {}) as MoveOptions];
  return [[...(first as Iterable<Target>)], (second ?? {}) as MoveOptions];
}

/** Another name of {@link mv}. */
export const mov = mv;
