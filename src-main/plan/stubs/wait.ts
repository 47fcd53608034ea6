import { type Group, type MsgGenerator, msg } from '../../engine/msg.ts';

export interface WaitOptions {
  /** Seconds; forever unless given. */
  timeout?: number | null;
  /** Fail with `timeout` when the time is over; `true` unless given, otherwise {@link wait} returns false. */
  errorOnTimeout?: boolean;
  /** Groups whose failures end the wait too. */
  watch?: readonly Group[];
}

/** Waits until everything that was started under `group` is done. Returns whether it is. */
export function* wait(
  group: Group | null = null,
  { timeout = null, errorOnTimeout = true, watch = [] }: WaitOptions = {},
): MsgGenerator<boolean> {
  return (yield msg('wait', null, [], { group, error_on_timeout: errorOnTimeout, timeout, watch })) as boolean;
}

/** Waits until the promises that `factories` make have settled; `timeout` is in seconds. */
export function* waitFor(
  factories: readonly (() => Promise<unknown>)[],
  options: { timeout?: number | null } = {},
): MsgGenerator {
  return yield msg('wait_for', null, [factories], options);
}
