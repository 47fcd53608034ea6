import type { BehaviourRecorder } from './behaviour-recorder.ts';

/** A scenario: the plan and the steps behind one recorded `re_*` case. */
export type Behaviour = (recorder: BehaviourRecorder) => Promise<void>;

/** Scenarios by the name of their case, without `re_`. */
export type Behaviours = Readonly<Record<string, Behaviour>>;
