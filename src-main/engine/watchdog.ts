import type { CallState } from './call-state.ts';

/**
 * Watches that a plan lets the rest of the program live and gets somewhere. JavaScript cannot interrupt code that does not return, so the
 * warning comes when the plan lets go; it names the plan, so that its author can be found.
 */
export class Watchdog {
  readonly #call: CallState;
  #progressAt = performance.now();
  #progress = 0;
  #warned = false;

  constructor(call: CallState) {
    this.#call = call;
  }

  /** The plan has held the thread for `heldMs`. */
  held(heldMs: number): void {
    const { limits, logger } = this.#call.services;
    if (heldMs < limits.watchdogMs) return;
    logger.warn(
      `${this.#plan()} did not yield for ${(heldMs / 1000).toFixed(1)} s: nothing else could happen meanwhile, not even a stop`,
    );
  }

  /** The event loop had its turn after a slice of messages of which `named` named a device or waited for something, in all. */
  turned(named: number): void {
    const now = performance.now();
    if (named !== this.#progress) {
      this.#progress = named;
      this.#progressAt = now;
      this.#warned = false;
      return;
    }
    const { limits, logger } = this.#call.services;
    if (this.#warned || now - this.#progressAt < limits.watchdogMs) return;
    this.#warned = true;
    const seconds = ((now - this.#progressAt) / 1000).toFixed(1);
    logger.warn(`${this.#plan()} has sent messages for ${seconds} s without using a device or waiting for anything`);
  }

  #plan(): string {
    const name = this.#call.plan.plan_name;
    return name === '' ? 'The plan' : `The plan ${name}`;
  }
}
