import { type Msg, type MsgGenerator, msg } from '../../engine/msg.ts';
import type { Stageable } from '../../engine/protocols.ts';
import { rootAncestor } from '../ancestry.ts';
import { unstageAll } from '../stubs/stage-all.ts';
import { finalizeWrapper } from './finalize-wrapper.ts';
import { planMutator } from './plan-mutator.ts';

const USES: ReadonlySet<string> = new Set(['read', 'set', 'trigger', 'kickoff']);

/** Stages every device when `plan` first uses it, and unstages them all in the end, the last one first. */
export function lazilyStageWrapper<R>(plan: MsgGenerator<R>): MsgGenerator<R> {
  const staged: unknown[] = [];
  function* stageThenUse(message: Msg): MsgGenerator {
    const root = rootAncestor<unknown>(message.obj);
    const answer = yield msg('stage', root as Stageable, [], {});
    staged.push(...(Array.isArray(answer) ? answer : [root]));
    return yield message;
  }
  const mutated = planMutator(plan, (message) =>
    USES.has(message.command) && !staged.includes(message.obj) ? { head: stageThenUse(message) } : null,
  );
  return finalizeWrapper(mutated, () => unstageAll(staged.reverse()));
}
