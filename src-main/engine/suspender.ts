import type { PlanLike } from './to-generator.ts';

/** A plan, or what makes one. */
export type PlanSource = PlanLike | (() => PlanLike);

/** What somebody who suspends a plan hands to the engine. */
export interface SuspendOptions {
  /** Runs before the wait: close the shutter. */
  readonly prePlan?: PlanSource | null;
  /** Runs after the wait and before the rewind: open the shutter. */
  readonly postPlan?: PlanSource | null;
  /** Why, in a sentence; recorded in the `interruptions` stream. */
  readonly justification?: string | null;
}

/** Tells an engine what a suspender can ask of it. */
export interface SuspendableEngine {
  /** A suspender has tripped: suspend now, or hold the resume, or the start. */
  suspenderTripped(suspender: Suspender): void;
}

/** What the engine knows of a suspender; `SuspenderBase` is the class. */
export interface Suspender {
  /** Starts to watch, on behalf of `engine`. */
  install(engine: SuspendableEngine): void;
  /** Stops watching and releases whoever waits. */
  remove(): void;
  readonly tripped: boolean;
  readonly justification: string;
  readonly prePlan: PlanSource | null;
  readonly postPlan: PlanSource | null;
  /**
   * The plan only waits before its next message, as it does for a suspender that is tripped when it begins: the message that goes on is not
   * interrupted, no device is stopped or paused, nothing is sent again, and neither `prePlan` nor `postPlan` runs. For a cause that makes
   * nothing worthless that goes on; it trips where the plan can wait. Bluesky has no such suspender. Default `false`.
   */
  readonly onlyWaits?: boolean;
  /** Makes the wait until this suspender is content again; `null` when it is not tripped. */
  waitForRelease(): ReleaseWait | null;
}

/** Waits for a release; may be called several times. */
export interface ReleaseWait {
  (): Promise<void>;
  /** Whether there is nothing left to wait for. */
  readonly released: boolean;
}
