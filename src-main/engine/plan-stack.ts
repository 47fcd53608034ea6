import type { Msg, MsgGenerator } from './msg.ts';

/** One plan in flight, and what it will be sent next. */
export interface PlanFrame {
  readonly plan: MsgGenerator;
  /** Answer to the message that it yielded last. */
  response: unknown;
  /** Thrown into it in place of the answer. */
  error: Error | null;
  /** A message that an interruption cut short and that is to be sent again before the plan goes on. */
  retry: Msg | null;
}

/** Plans in flight: the one on top runs, and when it ends, the one below goes on with the answer that it is owed. */
export class PlanStack {
  readonly #frames: PlanFrame[] = [];

  get top(): PlanFrame | undefined {
    return this.#frames[this.#frames.length - 1];
  }

  get bottom(): PlanFrame | undefined {
    return this.#frames[0];
  }

  get size(): number {
    return this.#frames.length;
  }

  push(plan: MsgGenerator): void {
    this.#frames.push({ plan, response: undefined, error: null, retry: null });
  }

  /** Takes a frame out: its plan has ended. It is on top, unless its plan pushed another with its last breath. */
  remove(frame: PlanFrame): void {
    const at = this.#frames.lastIndexOf(frame);
    if (at >= 0) this.#frames.splice(at, 1);
  }
}
