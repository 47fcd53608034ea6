import { HutchError } from '#shared/errors.ts';
import type { MsgGenerator } from '../../engine/msg.ts';
import { SkippedPoints } from './skipped-points.ts';

/**
 * `plan` without its first points: its run begins with point number `fromPoint`, counted from 1. For a run that was cut short, of a plan that
 * says that it is `continuable`.
 *
 * The plan itself runs from its beginning, so that it knows all that it knew then. What opens a run, stages, configures or monitors is done;
 * what belongs to the points before is not: the plan is answered as if it were. Before the first point that is taken, every device goes to
 * where it was last sent, all together. Failures and requests to stop reach the plan, whose cleanup is done.
 *
 * Throws `invalid_params` if `fromPoint` is no number of a point; into the plan, which then closes its run as failed, `not_allowed` if the
 * plan opens a second run or has no such point.
 */
export function* continueFrom<R>(plan: MsgGenerator<R>, { fromPoint }: { fromPoint: number }): MsgGenerator<R> {
  if (!Number.isInteger(fromPoint) || fromPoint < 1) {
    throw new HutchError('invalid_params', `Points are counted from 1: there is no point ${fromPoint}`);
  }
  const skipped = new SkippedPoints(fromPoint - 1);
  try {
    let next = plan.next();
    while (!next.done) {
      let answer: unknown;
      try {
        const stands = skipped.answerTo(next.value);
        if (stands) answer = stands.answer;
        else {
          for (const move of skipped.before(next.value)) yield move;
          answer = yield next.value;
        }
      } catch (error) {
        skipped.fail();
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
