import { HutchError } from '#shared/errors.ts';
import type { Attempt } from './attempt.ts';
import type { RunBundler } from './bundler/run-bundler.ts';
import type { EngineServices } from './engine-services.ts';
import { MessageCache } from './message-cache.ts';
import type { Msg, RunKey } from './msg.ts';
import { PlanStack } from './plan-stack.ts';
import type { Movable, Stageable } from './protocols.ts';
import type { Status } from './status.ts';
import { StatusTracker } from './status-tracker.ts';
import type { Suspender } from './suspender.ts';

/** How a call that somebody ended from outside is to end. */
export interface ExitRequest {
  readonly kind: 'stop' | 'abort' | 'halt' | 'failed_pause';
  readonly reason: string;
  readonly error: HutchError;
}

/** A device that did not come to rest. */
export interface UnstoppedDevice {
  readonly device: string;
  readonly reason: string;
}

/** What is known of the plan that a call runs. */
export interface PlanIdentity {
  readonly plan_type: string;
  readonly plan_name: string;
}

/** Everything that belongs to one call of `RunEngine.run`, from its first message to its cleanup. Handlers work on it. */
export class CallState {
  readonly services: EngineServices;
  readonly plan: PlanIdentity;
  /** Metadata of the call: they win over all others. */
  readonly metadata: Record<string, unknown>;
  readonly stack = new PlanStack();
  readonly cache: MessageCache;
  readonly statuses: StatusTracker;
  readonly bundlers = new Map<RunKey, RunBundler>();
  /** Every object that a message named. */
  readonly seen = new Set<object>();
  /** Every movable that was set, with the status of its last move. */
  readonly moved = new Map<Movable, Status | null>();
  readonly staged = new Set<Stageable>();
  /** Subscriptions that end with the call. */
  readonly tokens = new Set<number>();
  readonly runStartUids: string[] = [];
  /** Groups of `wait` messages that return before all is done, whose hook was called already. */
  readonly hookedGroups = new Set<unknown>();
  /** Suspensions that were asked for while the plan was paused: they begin with the resume. */
  readonly heldSuspensions: Msg[] = [];
  /** Suspenders that tripped while the plan was paused: they hold the resume. */
  readonly heldSuspenders = new Set<Suspender>();
  readonly unstopped = new Map<string, UnstoppedDevice>();
  rewindable = true;
  /** Thrown into the plan at the next message boundary, before everything else. */
  injected: Error | null = null;
  exit: ExitRequest | null = null;
  interrupted = false;
  /** Something happened outside: the loop must look before it sends the next message. */
  attention = false;
  /** The attempt that goes on. A handler that waits by itself looks at it when it comes back. */
  attempt: Attempt = { abandoned: false };
  /** All plans have ended; only the cleanup is left. */
  ended = false;
  /** Abandons the message that the engine waits for, where that is allowed, and says whether it did; set while a message is pending. */
  cancelPending: (() => boolean) | null = null;
  /** Calls of `stop()` that devices have not answered yet. */
  readonly stopping: Promise<void>[] = [];
  /** Set while a paused call is being brought back. */
  resuming = false;
  /** Lets a paused call go on; set while it is paused. */
  release: (() => void) | null = null;

  /** Open waits of the pending message. */
  readonly #waits = new Set<() => boolean>();

  constructor(services: EngineServices, plan: PlanIdentity, metadata: Record<string, unknown>) {
    this.services = services;
    this.plan = plan;
    this.metadata = metadata;
    this.cache = new MessageCache(services.limits.maxCachedMessages, services.logger);
    this.statuses = new StatusTracker((failure) => this.inject(failure));
  }

  /** Whether the plan can come back after a pause. */
  get resumable(): boolean {
    return this.cache.enabled;
  }

  /** Whether a message that is sent now would be sent again after a pause. */
  get replays(): boolean {
    return this.rewindable && this.cache.enabled;
  }

  /** Throws an error into the plan at the next message boundary; the first one wins. */
  inject(error: unknown): void {
    this.injected ??= error instanceof Error ? error : HutchError.from(error, 'plan_failed');
  }

  /** Makes the loop look, and abandons the message that it waits for. */
  interrupt(): void {
    this.attention = true;
    if (this.cancelPending?.() !== true) return;
    this.attempt.abandoned = true;
    this.attempt = { abandoned: false };
    for (const end of [...this.#waits]) end();
  }

  /** A checkpoint: the plan is not rewound past here. */
  resetCheckpoint(): void {
    if (!this.cache.reset()) return;
    for (const bundler of this.bundlers.values()) bundler.markCheckpoint();
  }

  /**
   * Waits in a way that an interruption can end. `start` returns what undoes the waiting: timers, listeners; it is called
   * exactly once, when the wait ends in either way. After an interruption the promise never settles.
   */
  waitFor<T>(start: (settle: (value: T) => void, fail: (error: unknown) => void) => () => void): Promise<T> {
    return new Promise<T>((resolve, reject) => {
      let undo: (() => void) | null = null;
      let ended = false;
      const end = (): boolean => {
        if (ended) return false;
        ended = true;
        this.#waits.delete(end);
        undo?.();
        return true;
      };
      this.#waits.add(end);
      undo = start(
        (value) => void (end() && resolve(value)),
        (error) => void (end() && reject(error)),
      );
      if (ended) undo();
    });
  }
}
