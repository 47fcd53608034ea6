import { HutchError } from '#shared/errors.ts';
import type { CallState } from './call-state.ts';
import type { CommandEntry } from './command-handler.ts';
import type { CommandRegistry } from './command-registry.ts';
import { InvalidCommand } from './engine-errors.ts';
import { isPromise } from './is-promise.ts';
import type { Msg, MsgGenerator } from './msg.ts';
import type { PlanFrame } from './plan-stack.ts';
import { nothingLeft } from './retry.ts';

/** Longest time for which the loop keeps the thread: half of what a user interface may notice. */
const SLICE_MS = 5;
/** The clock costs as much as a cheap message: it is looked at every so many messages, or at each when messages are slow. */
const CHEAP_MESSAGES = 8;

/** A halted plan that yields in answer more often than this is let lie. */
const MOST_CLEANUPS = 100;

/** Why a slice ended. */
export type SliceEnd = 'finished' | 'attention' | 'turn' | 'pending';

interface Pending {
  readonly frame: PlanFrame;
  readonly message: Msg;
  readonly entry: CommandEntry;
  readonly promise: Promise<unknown>;
}

/** How the plans of a call ended. */
export type PlanOutcome = { readonly returned: unknown } | { readonly thrown: unknown };

/**
 * Pulls messages from the plan on top of the stack, executes them, and sends the answers back: synchronously, as long as handlers answer
 * at once and nothing happens outside.
 */
export class MessageLoop {
  readonly #call: CallState;
  readonly #commands: CommandRegistry;
  /** Stays until all plans have ended. */
  outcome: PlanOutcome | null = null;
  /** Thrown by a plan above: it goes to the next one. */
  #stashed: Error | null = null;
  #pending: Pending | null = null;
  /** How many messages named a device or had to be waited for. */
  devicesUsed = 0;
  #sliceStart = performance.now();
  #checked = this.#sliceStart;
  #countdown = CHEAP_MESSAGES;

  /** The plan of the call itself; those above it replay, suspend, or wait. */
  readonly #base: PlanFrame | undefined;
  #returned: unknown;

  constructor(call: CallState, commands: CommandRegistry) {
    this.#call = call;
    this.#commands = commands;
    this.#base = call.stack.bottom;
  }

  /** The event loop had its turn: a new slice of time begins. */
  startSlice(): void {
    this.#sliceStart = performance.now();
    this.#checked = this.#sliceStart;
  }

  /** Runs until it has to wait, is wanted elsewhere, has had its time, or all plans have ended. */
  runSlice(): SliceEnd {
    const call = this.#call;
    for (;;) {
      if (call.attention && this.#stashed === null) return 'attention';
      if (--this.#countdown <= 0 && this.#stashed === null && this.#timeIsUp()) return 'turn';
      const frame = call.stack.top;
      if (frame === undefined) return 'finished';
      const message = this.#nextMessage(frame);
      if (message === null) continue;
      if (this.#execute(frame, message)) return 'pending';
    }
  }

  /** Waits for the answer to the pending message, or until an interruption abandons it. */
  settle(): Promise<void> {
    const pending = this.#pending;
    if (pending === null) return Promise.resolve();
    this.#pending = null;
    const { frame, message, entry, promise } = pending;
    const call = this.#call;
    return new Promise((wake) => {
      let waiting = true;
      const finish = (): boolean => {
        if (!waiting) return false;
        waiting = false;
        call.cancelPending = null;
        wake();
        return true;
      };
      call.cancelPending = () => {
        if (!waiting || (!entry.interruptible && call.exit === null)) return false;
        frame.response = undefined;
        if (entry.retried && !call.replays) frame.retry = message;
        return finish();
      };
      promise.then(
        (answer) => void (finish() && answerWith(frame, answer)),
        (thrown) => void (finish() && failWith(frame, thrown)),
      );
      if (call.attention) call.interrupt();
    });
  }

  /** Ends all plans without letting them clean up: each is told, and whatever it yields in answer is not executed. */
  halt(error: Error): void {
    const { stack } = this.#call;
    for (let frame = stack.top; frame !== undefined; frame = stack.top) {
      stack.remove(frame);
      try {
        close(frame.plan, error);
      } catch (thrown) {
        if (thrown !== error) this.#call.services.logger.warn(`The plan failed while it was halted: ${String(thrown)}`);
      }
    }
    this.outcome = { thrown: error };
  }

  /** Advances a plan to its next message; `null` when it has ended. */
  #nextMessage(frame: PlanFrame): Msg | null {
    const call = this.#call;
    const error = call.injected ?? this.#stashed ?? frame.error;
    if (error === null && frame.retry !== null) {
      const message = frame.retry;
      frame.retry = null;
      if (!nothingLeft(message)) return message;
    }
    call.injected = null;
    this.#stashed = null;
    frame.error = null;
    frame.retry = null;
    try {
      const step = error === null ? frame.plan.next(frame.response) : frame.plan.throw(error);
      if (step.done !== true) return step.value;
      call.stack.remove(frame);
      if (frame === this.#base) this.#returned = step.value;
      if (call.stack.size === 0) this.outcome = { returned: this.#returned };
    } catch (caught) {
      const thrown = error !== null && isMissingThrow(caught) ? error : caught;
      call.stack.remove(frame);
      if (call.stack.size === 0) this.outcome = { thrown };
      else this.#stashed = toError(thrown);
    }
    return null;
  }

  /** Executes a message. Returns true when its answer has to be waited for. */
  #execute(frame: PlanFrame, message: Msg): boolean {
    const call = this.#call;
    try {
      if (call.services.msgHook !== null) call.services.msgHook(message);
      const entry = this.#commands.get(message.command);
      if (entry === undefined) refuseMessage(message);
      if (message.obj !== null && typeof message.obj === 'object') {
        call.seen.add(message.obj);
        this.devicesUsed++;
      }
      if (entry.cacheable && call.rewindable) call.cache.push(message);
      const answer = entry.handler(call, message);
      if (!isPromise(answer)) {
        frame.response = answer;
        return false;
      }
      this.devicesUsed++;
      this.#pending = { frame, message, entry, promise: answer };
      return true;
    } catch (thrown) {
      failWith(frame, thrown);
      return false;
    }
  }

  #timeIsUp(): boolean {
    const now = performance.now();
    const cheap = now - this.#checked < 1;
    this.#checked = now;
    this.#countdown = cheap ? CHEAP_MESSAGES : 1;
    return now - this.#sliceStart >= SLICE_MS;
  }
}

/** A cleanup that yields is left there, so that those around it, which may only close a file, have their turn. */
function close(plan: MsgGenerator, error: Error): void {
  let { done } = plan.throw(error);
  for (let i = 0; done !== true && i < MOST_CLEANUPS; i++) done = plan.return(undefined).done;
}

function answerWith(frame: PlanFrame, answer: unknown): void {
  frame.response = answer;
}

function failWith(frame: PlanFrame, thrown: unknown): void {
  frame.response = undefined;
  frame.error = toError(thrown);
}

/** A plan that does `yield*` over a list cannot take an error: JavaScript throws this in its place. The error itself says more. */
function isMissingThrow(thrown: unknown): boolean {
  return thrown instanceof TypeError && thrown.message.includes("does not provide a 'throw' method");
}

function toError(thrown: unknown): Error {
  return thrown instanceof Error ? thrown : HutchError.from(thrown, 'plan_failed');
}

function refuseMessage(message: unknown): never {
  const command = (message as { command?: unknown } | null | undefined)?.command;
  if (typeof command === 'string') throw new InvalidCommand(command);
  throw new HutchError(
    'invalid_plan',
    `The plan yielded ${describe(message)}, which is no message; did you mean 'yield*'?`,
  );
}

function describe(value: unknown): string {
  if (typeof value !== 'object' || value === null) return String(value);
  return Symbol.iterator in value ? 'a generator' : `an object of ${value.constructor?.name ?? 'unknown class'}`;
}
