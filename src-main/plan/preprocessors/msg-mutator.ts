import type { Msg, MsgGenerator } from '../../engine/msg.ts';

/**
 * Plays `plan` with each message replaced by what `process` makes of it; `null` swallows it, and the plan receives `undefined`.
 * What `process` throws is thrown into the plan.
 */
export function* msgMutator<R>(plan: MsgGenerator<R>, process: (message: Msg) => Msg | null): MsgGenerator<R> {
  try {
    let next = plan.next();
    while (!next.done) {
      let answer: unknown;
      try {
        const message = process(next.value);
        answer = message === null ? undefined : yield message;
      } catch (error) {
        next = plan.throw(error);
        continue;
      }
      next = plan.next(answer);
    }
    return next.value;
  } finally {
    // Without effect when the plan is over; closes it when this generator is closed from outside.
    plan.return(undefined as never);
  }
}
