import type { MsgGenerator } from '../../engine/msg.ts';
import { baselineWrapper } from './baseline-wrapper.ts';
import { configureCountTimeWrapper } from './configure-count-time-wrapper.ts';
import { type ContingencyOptions, contingencyWrapper } from './contingency-wrapper.ts';
import { finalizeWrapper } from './finalize-wrapper.ts';
import { flyDuringWrapper } from './fly-during-wrapper.ts';
import { injectMdWrapper } from './inject-md-wrapper.ts';
import { lazilyStageWrapper } from './lazily-stage-wrapper.ts';
import { monitorDuringWrapper } from './monitor-during-wrapper.ts';
import { relativeSetWrapper } from './relative-set-wrapper.ts';
import { resetPositionsWrapper } from './reset-positions-wrapper.ts';
import { runWrapper } from './run-wrapper.ts';
import { setRunKeyWrapper } from './set-run-key-wrapper.ts';
import { stageWrapper } from './stage-wrapper.ts';
import { stubWrapper } from './stub-wrapper.ts';
import { subsWrapper } from './subs-wrapper.ts';
import { suspendWrapper } from './suspend-wrapper.ts';

/** A function that makes plans. */
export type PlanFunction<P extends readonly unknown[], R> = (...args: P) => MsgGenerator<R>;

/** Makes a plan function of another that returns the same. */
export type PlanDecorator = <P extends readonly unknown[], R>(plan: PlanFunction<P, R>) => PlanFunction<P, R>;

/**
 * Makes a decorator of a wrapper: `makeDecorator(stageWrapper)([det])(count)` is a plan function that stages `det` around what `count` does.
 * TypeScript has no decorators on functions, so a decorator here is a function from plan function to plan function.
 */
export function makeDecorator<A extends readonly unknown[]>(
  wrapper: <R>(plan: MsgGenerator<R>, ...args: A) => MsgGenerator<R>,
): (...args: A) => PlanDecorator {
  return (...args) =>
    (plan) =>
    (...planArgs) =>
      wrapper(plan(...planArgs), ...args);
}

export const baselineDecorator = makeDecorator(baselineWrapper);
export const configureCountTimeDecorator = makeDecorator(configureCountTimeWrapper);
export const finalizeDecorator = makeDecorator(finalizeWrapper);
export const flyDuringDecorator = makeDecorator(flyDuringWrapper);
export const injectMdDecorator = makeDecorator(injectMdWrapper);
export const lazilyStageDecorator = makeDecorator(lazilyStageWrapper);
export const monitorDuringDecorator = makeDecorator(monitorDuringWrapper);
export const relativeSetDecorator = makeDecorator(relativeSetWrapper);
export const resetPositionsDecorator = makeDecorator(resetPositionsWrapper);
export const setRunKeyDecorator = makeDecorator(setRunKeyWrapper);
export const stageDecorator = makeDecorator(stageWrapper);
export const subsDecorator = makeDecorator(subsWrapper);
export const suspendDecorator = makeDecorator(suspendWrapper);

/** Decorator form of {@link contingencyWrapper}; the plan function may return what `exceptPlan` does. */
export function contingencyDecorator<E>(options: ContingencyOptions<E>) {
  return <P extends readonly unknown[], R>(plan: PlanFunction<P, R>): PlanFunction<P, R | E> =>
    (...args) =>
      contingencyWrapper(plan(...args), options);
}

/** Decorator form of {@link runWrapper}; the plan function returns the uid of the run. */
export function runDecorator(options: Parameters<typeof runWrapper>[1] = {}) {
  return <P extends readonly unknown[]>(plan: PlanFunction<P, unknown>): PlanFunction<P, string> =>
    (...args) =>
      runWrapper(plan(...args), options);
}

/** Decorator form of {@link stubWrapper}; the plan function returns the metadata of the run that it does not make. */
export function stubDecorator() {
  return <P extends readonly unknown[]>(plan: PlanFunction<P, unknown>): PlanFunction<P, Record<string, unknown>> =>
    (...args) =>
      stubWrapper(plan(...args));
}
