import type { EngineLogger } from './engine-logger.ts';
import type { EngineLimits, InputSource } from './engine-services.ts';
import type { MetadataNormalizer, MetadataValidator, ScanIdSource } from './metadata.ts';
import type { DocumentCallback, MsgGenerator } from './msg.ts';

/** Changes a plan before it runs: wraps it. */
export type Preprocessor = (plan: MsgGenerator) => MsgGenerator;

/** Options of a `RunEngine`. */
export interface RunEngineOptions {
  /** Metadata of every run; `scan_id` is kept here. The object is used, not copied. */
  md?: Record<string, unknown>;
  preprocessors?: Preprocessor[];
  mdValidator?: MetadataValidator;
  mdNormalizer?: MetadataNormalizer;
  scanIdSource?: ScanIdSource;
  /** Records pauses and suspensions in a stream `interruptions`. Default false. */
  recordInterruptions?: boolean;
  /** Checks every document against the event model. Default true. */
  validateDocuments?: boolean;
  inputSource?: InputSource;
  logger?: EngineLogger;
  /** Messages kept for a rewind: at so many without a checkpoint the plan fails. Default 1,000,000. */
  maxCachedMessages?: number;
  limits?: Partial<Omit<EngineLimits, 'maxCachedMessages'>>;
}

/** Subscribers of a call: to all documents, or by document name. */
export type Subscribers =
  | DocumentCallback
  | readonly DocumentCallback[]
  | Readonly<Record<string, DocumentCallback | readonly DocumentCallback[]>>;

/** Options of one call. */
export interface RunOptions {
  /** Get the documents of this call, after those who are subscribed for good. */
  subscribers?: Subscribers;
  /** Metadata of every run of this call; they win over all others. */
  metadata?: Record<string, unknown>;
  /** `plan_name` of the start documents, where the plan itself does not say; default: the name given with `namePlan`. */
  planName?: string;
}

/** Limits of an engine that is told nothing. */
export const DEFAULT_LIMITS: EngineLimits = {
  stopTimeoutMs: 5_000,
  settleTimeoutMs: 10_000,
  collectTimeoutMs: 60_000,
  maxCachedMessages: 1_000_000,
  watchdogMs: 5_000,
};
