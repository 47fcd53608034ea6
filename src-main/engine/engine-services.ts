import type { Dispatcher } from './dispatcher.ts';
import type { EngineLogger } from './engine-logger.ts';
import type { MetadataNormalizer, MetadataValidator, ScanIdSource } from './metadata.ts';
import type { Msg } from './msg.ts';
import type { StateMachine } from './state-machine.ts';
import type { Status } from './status.ts';
import type { Suspender } from './suspender.ts';

/** Called with every message before it is executed. */
export type MsgHook = (msg: Msg) => void;

/** Called with the statuses that a `wait` waits for, and with `null` when it goes on. */
export type WaitingHook = (statuses: ReadonlySet<Status> | null) => void;

/** Answers an `input` message. `signal` is aborted when the plan no longer waits for it. */
export type InputSource = (prompt: string, signal: AbortSignal) => Promise<string>;

/** Limits in milliseconds; how long the engine waits for devices that are to come to rest. */
export interface EngineLimits {
  /** For `stop()` of a device, at a pause and at the end of a call. */
  readonly stopTimeoutMs: number;
  /** For `pause()`, `resume()` and for the statuses of `unstage()` at the end of a call. */
  readonly settleTimeoutMs: number;
  /** For flyers that the plan left uncollected, at the end of a call. */
  readonly collectTimeoutMs: number;
  /** Messages kept for a rewind. */
  readonly maxCachedMessages: number;
  /** A plan that keeps the event loop to itself for so long is reported. */
  readonly watchdogMs: number;
}

/** What the execution of a call needs of the engine that runs it. */
export interface EngineServices {
  readonly machine: StateMachine;
  readonly dispatcher: Dispatcher;
  readonly logger: EngineLogger;
  readonly limits: EngineLimits;
  readonly suspenders: ReadonlySet<Suspender>;
  md: Record<string, unknown>;
  mdValidator: MetadataValidator;
  mdNormalizer: MetadataNormalizer;
  scanIdSource: ScanIdSource;
  msgHook: MsgHook | null;
  waitingHook: WaitingHook | null;
  inputSource: InputSource | null;
  recordInterruptions: boolean;
  validateDocuments: boolean;
  ignoreCallbackExceptions: boolean;
  deferredPauseRequested: boolean;
  installSuspender(suspender: Suspender): void;
  removeSuspender(suspender: Suspender): void;
}
