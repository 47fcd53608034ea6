import type { Msg, MsgGenerator } from '../../engine/msg.ts';
import { stepByClock } from '../plan-clock.ts';
import { SimulatedAnswers } from './simulated-answers.ts';
import { VirtualClock } from './virtual-clock.ts';

/** Answers a message in place of the simulator. */
export type SimulatedHandler = (message: Msg) => unknown;

interface Registered {
  readonly commands: ReadonlySet<string>;
  readonly handler: SimulatedHandler;
  readonly accepts: (message: Msg) => boolean;
}

/** What the engine needs for one message, in seconds: so that a plan that only asks whether something is done yet comes to an end. */
const MESSAGE_S = 5e-6;

/**
 * Runs a plan without doing what it says, after Bluesky's `RunEngineSimulator`: answers its messages as the RunEngine would, from devices
 * that must be stand-ins, because their methods are called. What would take time moves a virtual clock instead.
 */
export class RunEngineSimulator {
  readonly clock: VirtualClock;
  readonly #handlers: Registered[] = [];
  readonly #answers: SimulatedAnswers;

  /** @param clock the one by which the stand-ins live */
  constructor(clock = new VirtualClock()) {
    this.clock = clock;
    this.#answers = new SimulatedAnswers(clock);
  }

  /**
   * Lets `handler` answer the given commands: of the device called `filter`, or of messages that `filter` accepts; of all unless given.
   * The handler that was added last comes first. It may throw what the plan is to see.
   */
  addHandler(
    commands: string | readonly string[],
    handler: SimulatedHandler,
    filter?: string | ((message: Msg) => boolean),
  ): this {
    const accepts =
      typeof filter === 'string'
        ? ({ obj }: Msg) => (obj as { name?: unknown } | null)?.name === filter
        : (filter ?? (() => true));
    this.#handlers.unshift({
      commands: new Set(typeof commands === 'string' ? [commands] : commands),
      handler,
      accepts,
    });
    return this;
  }

  /**
   * Yields every message of `plan` before it is answered, one at a time: nothing is kept. Returns what the plan returns, throws what it throws.
   * Each step is synchronous; an answer that is a promise is not waited for, and the plan is told `undefined`.
   */
  *simulate<R>(plan: MsgGenerator<R>): Generator<Msg, R, undefined> {
    const { clock } = this;
    let step = stepByClock(clock, plan, undefined);
    while (!step.done) {
      const message = step.value;
      yield message;
      clock.advanceTo(clock.nowS + MESSAGE_S, 'other');
      step = this.#answered(plan, message);
    }
    return step.value;
  }

  /** The messages of a plan that is known to end, all at once. */
  simulatePlan(plan: MsgGenerator): Msg[] {
    return [...this.simulate(plan)];
  }

  #answered<R>(plan: MsgGenerator<R>, message: Msg): IteratorResult<Msg, R> {
    let answer: unknown;
    try {
      answer = settled(this.#answer(message));
    } catch (thrown) {
      return stepByClock(this.clock, plan, undefined, { error: thrown });
    }
    return stepByClock(this.clock, plan, answer);
  }

  #answer(message: Msg): unknown {
    for (const { commands, handler, accepts } of this.#handlers) {
      if (commands.has(message.command) && accepts(message)) return handler(message);
    }
    return this.#answers.to(message);
  }
}

function settled(answer: unknown): unknown {
  if (!(answer instanceof Promise)) return answer;
  // Whoever made it may reject it: nobody is there to be told.
  answer.catch(() => undefined);
  return undefined;
}
