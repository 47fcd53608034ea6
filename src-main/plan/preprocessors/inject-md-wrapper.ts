import type { MsgGenerator } from '../../engine/msg.ts';
import type { PlanMetadata } from '../stubs/run.ts';
import { msgMutator } from './msg-mutator.ts';

/** Adds `md` to the start document of every run in `plan`; it wins over what the plan says itself. */
export function injectMdWrapper<R>(plan: MsgGenerator<R>, md: PlanMetadata): MsgGenerator<R> {
  return msgMutator(plan, (message) =>
    message.command === 'open_run' ? { ...message, kwargs: { ...message.kwargs, ...md } } : message,
  );
}
