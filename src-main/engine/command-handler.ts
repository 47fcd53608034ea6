import type { CallState } from './call-state.ts';
import type { Command, Msg } from './msg.ts';

/** The message of one command. */
export type MsgFor<C extends Command> = Extract<Msg, { command: C }>;

/**
 * Executes a message. What it returns is the answer to the plan; a promise is waited for. What it throws is thrown into the plan.
 */
export type CommandHandler<C extends Command> = (call: CallState, msg: MsgFor<C>) => unknown;

/** A command of the engine: its handler, and what may happen to its messages. */
export interface CommandEntry {
  readonly handler: (call: CallState, msg: Msg) => unknown;
  /** Kept in the message cache, to be sent again after a pause. */
  readonly cacheable: boolean;
  /** A pause or a suspension may cut it short. Those that may not are let finish first: they change documents or devices. */
  readonly interruptible: boolean;
  /** Sent again after an interruption when it is not in the message cache: it waits or it looks, so doing it twice does no harm. */
  readonly retried: boolean;
}

/** What the handler of a custom command is given besides its message. */
export interface CommandContext {
  /** Aborted when the engine no longer waits for the answer. */
  readonly signal: AbortSignal;
}

/** Handler of a custom command. */
export type CustomHandler = (msg: Msg, context: CommandContext) => unknown;
