import { setImmediate as turn } from 'node:timers/promises';
import type { InspectReport, MessageLine, TaskRequest } from '#shared/contract/index.ts';
import { HutchError } from '#shared/errors.ts';
import type { Msg, MsgGenerator } from '../../engine/msg.ts';
import { MessageWriter } from '../../plan/inspect/message-writer.ts';
import { type ObservedPlan, PlanObserver } from '../../plan/inspect/plan-observer.ts';
import { RunEngineSimulator } from '../../plan/inspect/run-engine-simulator.ts';
import { validateParams } from '../../plan/validate-params.ts';
import type { PlanContext } from '../plan-context.ts';
import { LookAhead } from './look-ahead.ts';
import { StandInResolver } from './stand-in-resolver.ts';

/** How far a plan is followed. */
export interface InspectionLimits {
  readonly messages: number;
  readonly wallMs: number;
}

/** What a look ahead finds out by itself; what earlier runs say is added by whoever knows them. */
export type InspectedPlan = ObservedPlan &
  Pick<InspectReport, 'violations_allowed' | 'is_estimate' | 'cut'> & {
    /** What the plan throws, its devices doing all that is asked. */
    readonly error: HutchError | null;
    /** Seconds, by what they are spent on. */
    readonly spent: {
      readonly exposing: number;
      readonly moving: number;
      readonly waiting: number;
      readonly other: number;
    };
    readonly untimed: readonly string[];
    readonly elapsedMs: number;
  };

/** The event loop gets a turn after this much work. */
const SLICE_MS = 4;
/** Messages between two looks at the clock. */
const STRIDE = 32;

/** One look at what a request would do, from the check of its parameters to its last message. Used once. */
export class PlanInspection {
  readonly #lookAhead = new LookAhead();
  readonly #messages: Generator<Msg, unknown, undefined>;
  readonly #allowsViolations: boolean;
  #ended = false;

  /** @throws HutchError as `PlanContext.validate`, limits apart: what is beyond them is in the report. */
  constructor(context: PlanContext, request: TaskRequest) {
    const plan = context.plan(request.name);
    const resolver = new StandInResolver(context.devices, this.#lookAhead);
    const { params } = validateParams(plan, request.params ?? {}, resolver, { checkLimits: false });
    this.#allowsViolations = plan.allowLimitViolations === true;
    this.#messages = new RunEngineSimulator(this.#lookAhead.world.clock).simulate(plan.run(params) as MsgGenerator);
  }

  /** Follows the plan to its end, or to a limit. @throws HutchError `cancelled` when `signal` aborts */
  async report(limits: InspectionLimits, signal?: AbortSignal): Promise<InspectedPlan> {
    const begun = performance.now();
    const observer = new PlanObserver(this.#lookAhead.about);
    let cut: string | null = null;
    let error: HutchError | null = null;
    try {
      while (!this.#ended && cut === null) {
        signal?.throwIfAborted();
        this.#slice((message) => observer.observe(message));
        cut = this.#ended ? null : cutSentence(observer.messages, performance.now() - begun, limits);
        await turn();
      }
    } catch (thrown) {
      if (signal?.aborted) throw thrown;
      error = HutchError.from(thrown, 'plan_failed');
    }
    return this.#inspected(observer, { cut, error }, performance.now() - begun);
  }

  /** Its messages, one after the other; the event loop gets its turns in between. Throws what the plan throws. */
  async *lines(signal?: AbortSignal): AsyncGenerator<MessageLine, void> {
    const writer = new MessageWriter();
    while (!this.#ended) {
      signal?.throwIfAborted();
      const lines: MessageLine[] = [];
      try {
        this.#slice((message) => lines.push(writer.line(message)));
      } finally {
        // Also what came before the plan failed.
        yield* lines;
      }
      await turn();
    }
  }

  /** Follows the plan for a few milliseconds. A message is shown to `visit` before the stand-ins do what it says. */
  #slice(visit: (message: Msg) => void): void {
    const until = performance.now() + SLICE_MS;
    for (let taken = 1; ; taken += 1) {
      const step = this.#messages.next();
      if (step.done) {
        this.#ended = true;
        return;
      }
      visit(step.value);
      if (taken % STRIDE === 0 && performance.now() > until) return;
    }
  }

  #inspected(observer: PlanObserver, end: Pick<InspectedPlan, 'cut' | 'error'>, elapsedMs: number): InspectedPlan {
    const { clock, dataUsed, untimed } = this.#lookAhead.world;
    return {
      ...observer.observed,
      ...end,
      violations_allowed: this.#allowsViolations,
      is_estimate: dataUsed,
      spent: { ...clock.spent },
      untimed: [...untimed].map(({ path }) => path),
      elapsedMs,
    };
  }
}

/** Why the plan is not followed any further; `null` where it is. */
function cutSentence(messages: number, wallMs: number, limits: InspectionLimits): string | null {
  if (messages >= limits.messages) return `it has more than ${limits.messages} messages, and may never end`;
  if (wallMs >= limits.wallMs) {
    return `it was followed for ${(limits.wallMs / 1000).toFixed(1)} s, ${messages} messages far, and may never end`;
  }
  return null;
}
