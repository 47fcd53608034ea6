import { type Deferred, deferred } from '../../engine/deferred.ts';
import type { MsgHook } from '../../engine/engine-services.ts';
import type { ReleaseWait, SuspendableEngine, Suspender } from '../../engine/suspender.ts';

/** What this suspender needs of the engine beside what every suspender does. */
export interface CheckpointEngine {
  /** Whether the plan could be resumed. */
  readonly resumable: boolean;
  readonly deferredPauseRequested: boolean;
  /** Whoever has it goes on to be called while plans are held. */
  msgHook: MsgHook | null;
}

/**
 * Makes plans wait while more has happened than the store has taken. Unlike the suspenders that watch a signal it trips at a checkpoint and nowhere
 * else, and only waits there: what was measured is good, so nothing is interrupted, no device is stopped or paused, and no point is taken a
 * second time. What moves or exposes across the checkpoint goes on to its end. A plan that begins meanwhile waits before its first message.
 *
 * A plan that passes no checkpoint, or has cleared the one it had, cannot wait: it goes on, and what it tells is kept all the same. So is what
 * monitors tell while their plan waits: they go on, as in every suspension.
 */
export class BacklogSuspender implements Suspender {
  readonly prePlan = null;
  readonly postPlan = null;
  readonly onlyWaits = true;
  readonly #plans: CheckpointEngine;
  #engine: SuspendableEngine | null = null;
  #justification = '';
  #release: Deferred<void> | null = null;
  #wait: ReleaseWait | null = null;
  /** The hook that there was before. */
  #hook: MsgHook | null = null;

  /** @param engine the one that it is installed in */
  constructor(engine: CheckpointEngine) {
    this.#plans = engine;
  }

  get tripped(): boolean {
    return this.#wait !== null;
  }

  get justification(): string {
    return this.#justification;
  }

  install(engine: SuspendableEngine): void {
    this.#engine = engine;
  }

  remove(): void {
    this.#engine = null;
    this.letGo();
  }

  /** From now on a plan waits at its next checkpoint. @param why a sentence, for the log and the `interruptions` of the run */
  hold(why: string): void {
    if (this.#wait !== null || this.#engine === null) return;
    const release = deferred();
    const wait = Object.assign(() => release.promise, { released: false });
    this.#release = {
      ...release,
      resolve: () => {
        wait.released = true;
        release.resolve();
      },
    };
    this.#wait = wait;
    this.#justification = why;
    this.#hook = this.#plans.msgHook;
    this.#plans.msgHook = this.#onMessage;
  }

  /** Plans go on. Without effect while none is held. */
  letGo(): void {
    if (this.#wait === null) return;
    this.#plans.msgHook = this.#hook;
    this.#release?.resolve();
    this.#release = null;
    this.#wait = null;
    this.#justification = '';
  }

  waitForRelease(): ReleaseWait | null {
    return this.#wait;
  }

  /**
   * A hook is called before its message is executed, and the wait begins after it: the checkpoint is made, and there is nothing to be replayed.
   * A pause that waits for this very checkpoint goes first, and the plan is held at the one after.
   */
  readonly #onMessage: MsgHook = (message) => {
    this.#hook?.(message);
    const { command } = message;
    if (command !== 'checkpoint' || !this.#plans.resumable || this.#plans.deferredPauseRequested) return;
    this.#engine?.suspenderTripped(this);
  };
}
