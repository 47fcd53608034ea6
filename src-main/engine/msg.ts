import type {
  Checkable,
  Collectable,
  Configurable,
  Flyable,
  Locatable,
  Movable,
  Preparable,
  Readable,
  Stageable,
  Stoppable,
  Subscribable,
  Triggerable,
} from './protocols.ts';

/** Names a set of statuses that are waited for together. */
export type Group = string | number | symbol | object;

/** Tells several open runs apart; `null` is the default run. */
export type RunKey = string | number | object | null;

/**
 * One instruction to the RunEngine, in exactly the shape of `bluesky.utils.Msg`: `(command, obj, args, kwargs, run)`.
 * Keyword arguments keep Bluesky's names, so a message prints and compares as Bluesky's own does.
 */
export interface MsgOf<C extends string, O, A extends readonly unknown[] = readonly [], K extends object = object> {
  readonly command: C;
  readonly obj: O;
  readonly args: A;
  readonly kwargs: K;
  readonly run: RunKey;
}

interface Grouped {
  group?: Group | null;
  [passedToTheDevice: string]: unknown;
}

/** A message whose command somebody registered with `RunEngine.registerCommand`. */
export type CustomMsg = MsgOf<
  string & { readonly _custom?: never },
  unknown,
  readonly unknown[],
  Record<string, unknown>
>;

export type DocumentCallback = (name: string, doc: Record<string, unknown>) => void;

/** The suspender as messages carry it; the engine's own class is `SuspenderBase`. */
export interface SuspenderLike {
  install(engine: unknown): void;
  remove(): void;
}

/** Every message command of Bluesky, one member a command (`reference` of each: bluesky's RunEngine `_command`). */
export type Msg =
  | MsgOf<'open_run', null, readonly [], Record<string, unknown>>
  | MsgOf<'close_run', null, readonly [], { exit_status?: string | null; reason?: string | null }>
  | MsgOf<'declare_stream', null, readonly Readable[], { name: string; collect?: boolean }>
  | MsgOf<'create', null, readonly [], { name: string }>
  | MsgOf<'read', Readable>
  | MsgOf<'save', null>
  | MsgOf<'drop', null>
  | MsgOf<'locate', Locatable, readonly Locatable[], { squeeze?: boolean }>
  | MsgOf<'monitor', Subscribable, readonly [], { name?: string | null; [passedToTheDevice: string]: unknown }>
  | MsgOf<'unmonitor', Subscribable>
  | MsgOf<'null', null>
  | MsgOf<'RE_class', null>
  | MsgOf<'stop', Stoppable>
  | MsgOf<'set', Movable, readonly unknown[], Grouped>
  | MsgOf<'trigger', Triggerable, readonly [], Grouped>
  | MsgOf<'sleep', null, readonly [seconds: number]>
  | MsgOf<
      'wait',
      null,
      readonly [group?: Group | null],
      { group?: Group | null; timeout?: number | null; error_on_timeout?: boolean; watch?: readonly Group[] }
    >
  | MsgOf<'wait_for', null, readonly [factories: readonly (() => Promise<unknown>)[]], { timeout?: number | null }>
  | MsgOf<'checkpoint', null>
  | MsgOf<'clear_checkpoint', null>
  | MsgOf<'rewindable', null, readonly [flag: boolean | null]>
  | MsgOf<'pause', null, readonly [], { defer?: boolean }>
  | MsgOf<'input', null, readonly [], { prompt?: string }>
  | MsgOf<'prepare', Preparable, readonly unknown[], Grouped>
  | MsgOf<'kickoff', Flyable, readonly [], Grouped>
  | MsgOf<'complete', Flyable, readonly [], Grouped>
  | MsgOf<
      'collect',
      Collectable,
      readonly unknown[],
      { stream?: boolean; return_payload?: boolean; name?: string | null }
    >
  | MsgOf<'configure', Configurable, readonly unknown[], Record<string, unknown>>
  | MsgOf<'stage', Stageable, readonly [], Grouped>
  | MsgOf<'unstage', Stageable, readonly [], Grouped>
  | MsgOf<'subscribe', null, readonly unknown[], Record<string, unknown>>
  | MsgOf<'unsubscribe', null, readonly unknown[], { token?: number }>
  | MsgOf<'install_suspender', null, readonly [suspender: SuspenderLike]>
  | MsgOf<'remove_suspender', null, readonly [suspender: SuspenderLike]>
  | MsgOf<'_start_suspender', null, readonly unknown[], Record<string, unknown>>
  | MsgOf<'_resume_from_suspender', null, readonly unknown[], Record<string, unknown>>;

/** The name of every built-in command. */
export type Command = Msg['command'];

/** A plan in flight: yields messages, is sent their responses, returns `R`. */
export type MsgGenerator<R = unknown> = Generator<Msg, R, unknown>;

/** Builds a message; the one place where the fields are put together, so that every message has the same hidden class. */
export function msg<C extends Command>(
  command: C,
  obj: Extract<Msg, { command: C }>['obj'],
  args: Extract<Msg, { command: C }>['args'],
  kwargs: Extract<Msg, { command: C }>['kwargs'],
  run: RunKey = null,
): Msg {
  return { command, obj, args, kwargs, run } as unknown as Msg;
}

export type { Checkable };
