import type { Msg, MsgGenerator } from '../../engine/msg.ts';

/** A plan that was put in place of a message of the plan below it. */
export interface Layer {
  readonly plan: MsgGenerator;
  /** Played when `plan` is done, before the plan below goes on. */
  readonly tail: MsgGenerator | null;
}

interface Frame extends Layer {
  /** For a tail: the answer that the plan below is owed, which the tail's own must not replace. */
  readonly owed: { answer: unknown } | null;
}

/** Plans on top of each other: the topmost runs, and when it is done the one below receives the last answer that it got. */
export class PlanLayers<R> {
  readonly #frames: Frame[];
  #answer: unknown;
  #failure: { error: unknown } | null = null;

  constructor(plan: MsgGenerator<R>) {
    this.#frames = [{ plan, tail: null, owed: null }];
  }

  push(layer: Layer): void {
    this.#frames.push({ ...layer, owed: null });
    this.#answer = undefined;
  }

  /** The answer to the message that {@link advance} returned. */
  answer(answer: unknown): void {
    this.#answer = answer;
  }

  /** Thrown into the topmost plan instead of an answer; into the one below if that does not catch it. */
  fail(error: unknown): void {
    this.#failure = { error };
  }

  /** The next message, or the result of the lowest plan. Throws what no plan caught. */
  advance(): IteratorResult<Msg, R> {
    for (;;) {
      const frame = this.#frames.at(-1);
      if (!frame) throw new Error('all plans are done already');
      const next = this.#resume(frame);
      if (next === null) continue;
      if (!next.done) return next;
      this.#frames.pop();
      if (this.#frames.length === 0) return { done: true, value: next.value as R };
      this.#leave(frame);
    }
  }

  /** Closes every plan, the topmost first. */
  close(): void {
    for (let frame = this.#frames.pop(); frame; frame = this.#frames.pop()) frame.plan.return(undefined);
  }

  /** `null` if the plan failed and another one can still catch that. */
  #resume({ plan }: Frame): IteratorResult<Msg, unknown> | null {
    const failure = this.#failure;
    this.#failure = null;
    try {
      return failure ? plan.throw(failure.error) : plan.next(this.#answer);
    } catch (error) {
      this.#frames.pop();
      if (this.#frames.length === 0) throw error;
      this.#failure = { error };
      return null;
    }
  }

  #leave({ tail, owed }: Frame): void {
    if (owed) this.#answer = owed.answer;
    if (!tail) return;
    this.#frames.push({ plan: tail, tail: null, owed: { answer: this.#answer } });
    this.#answer = undefined;
  }
}
