import type { CallState } from '../call-state.ts';
import type { CommandHandler, MsgFor } from '../command-handler.ts';
import { WaitForTimeoutError } from '../engine-errors.ts';
import type { Group } from '../msg.ts';
import { labelOf } from '../require-protocol.ts';
import type { Status } from '../status.ts';
import type { StatusGroup } from '../status-tracker.ts';

/**
 * Waits until every status of a group is done, or one has failed. Answers whether all are done, which is false only with
 * `error_on_timeout: false`. `watch` names groups whose failure ends the wait, too. Throws `timeout`.
 */
export const wait: CommandHandler<'wait'> = (call, msg) => {
  const group = (msg.args.length > 0 ? msg.args[0] : msg.kwargs.group) ?? null;
  const members = call.statuses.take(group);
  if (members === undefined) return true;
  announce(call, msg, group, members);
  if (members.settled) return finish(call, msg, group, members);
  return waitFor(call, msg, group, members);
};

function waitFor(call: CallState, msg: MsgFor<'wait'>, group: Group | null, members: StatusGroup): Promise<boolean> {
  return call.waitFor<boolean>((settle, fail) => {
    let ended = false;
    const end = (): void => {
      ended = true;
      settle(finish(call, msg, group, members));
    };
    const giveUp = (): void => {
      ended = true;
      call.statuses.putBack(group, members);
      const done = finish(call, msg, group, members);
      if (movesOn(msg)) settle(done);
      else fail(new WaitForTimeoutError(timeoutSentence(msg, group, members)));
    };
    const undo = watched(call, msg).map((watch) => watch.onSettled(() => watch.failed && end()));
    undo.push(members.onSettled(end));
    const { timeout } = msg.kwargs;
    const timer = typeof timeout === 'number' ? setTimeout(giveUp, timeout * 1000) : undefined;
    return () => {
      clearTimeout(timer);
      for (const stop of undo) stop();
      if (!ended) abandon(call, msg, group, members);
    };
  });
}

/** An interruption ends the wait. If it is not replayed, it is sent again, and must find its statuses. */
function abandon(call: CallState, msg: MsgFor<'wait'>, group: Group | null, members: StatusGroup): void {
  if (!call.replays) call.statuses.putBack(group, members);
  finish(call, msg, group, members);
}

function announce(call: CallState, msg: MsgFor<'wait'>, group: Group | null, members: StatusGroup): void {
  if (call.services.waitingHook === null) return;
  if (movesOn(msg)) {
    if (call.hookedGroups.has(group)) return;
    call.hookedGroups.add(group);
  }
  callHook(call, new Set(members.statuses));
}

/** A hook that throws is logged: it cannot keep the plan waiting. */
function callHook({ services }: CallState, statuses: ReadonlySet<Status> | null): void {
  try {
    services.waitingHook?.(statuses);
  } catch (thrown) {
    services.logger.error('The waiting hook failed', { error: String(thrown) });
  }
}

function finish(call: CallState, msg: MsgFor<'wait'>, group: Group | null, members: StatusGroup): boolean {
  if (movesOn(msg) && !members.done) return false;
  callHook(call, null);
  if (movesOn(msg)) call.hookedGroups.delete(group);
  return true;
}

function movesOn(msg: MsgFor<'wait'>): boolean {
  return msg.kwargs.error_on_timeout === false;
}

function watched(call: CallState, msg: MsgFor<'wait'>): StatusGroup[] {
  return (msg.kwargs.watch ?? []).flatMap((group) => call.statuses.peek(group) ?? []);
}

function timeoutSentence(msg: MsgFor<'wait'>, group: Group | null, members: StatusGroup): string {
  const late = members.statuses.filter((status) => !status.done).map((status) => labelOfStatus(status));
  const name = typeof group === 'string' || typeof group === 'number' ? ` '${group}'` : '';
  return `The group${name} was not done within ${msg.kwargs.timeout} s: ${late.join(', ')}`;
}

function labelOfStatus(status: object): string {
  return status.toString === Object.prototype.toString
    ? labelOf((status as { obj?: unknown }).obj ?? status)
    : String(status);
}
