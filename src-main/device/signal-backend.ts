import type { DataKey, MaybePromise, Reading } from '../engine/reading.ts';
import type { Datatype } from './datatype.ts';

/** A range in the units of the signal; `null` is unbounded. */
export interface Range {
  readonly low: number | null;
  readonly high: number | null;
}

/** What is constant, or nearly so, about the value of a signal. */
export interface SignalMetadata {
  readonly dtype: DataKey['dtype'];
  readonly dtypeNumpy: NonNullable<DataKey['dtype_numpy']>;
  readonly shape: readonly (number | null)[];
  readonly units?: string;
  /** Digits after the decimal point. */
  readonly precision?: number;
  /** What may be set. */
  readonly limits?: Range;
  readonly choices?: readonly string[];
}

/** How long to try, and what ends it early. */
export interface WaitOptions {
  /** `null` waits for as long as it takes. */
  readonly timeoutMs?: number | null;
  readonly signal?: AbortSignal;
}

/** How a value is written. */
export interface PutOptions extends WaitOptions {
  /** Wait until the control system says that the write is complete; otherwise until it is sent. */
  readonly wait: boolean;
}

/** Who is told of a backend's values. */
export interface SignalObserver<T> {
  onReading(reading: Reading<T>): void;
}

/** Told when the connection comes and goes; `cause` says why it went. */
export type ConnectionListener = (connected: boolean, cause?: string) => void;

/**
 * The one interface to a control system: soft and mock here, EPICS in `control/`.
 * Every method but `source` and `connect` may be called only while connected, and otherwise throws or rejects with `not_connected`.
 */
export interface SignalBackend<T> {
  readonly datatype: Datatype<T>;
  /** Computed from other signals: it is never mocked, they are. */
  readonly derived?: true;
  /** Address of the value, as documents give it: `soft://stage-x`, `ca://BL22:STAGE:X.RBV`. `name` is the signal's. */
  source(name: string): string;
  /** Settles when the value can be read, and fails with the cause when it cannot. The caller keeps the time limit. */
  connect(options: WaitOptions): MaybePromise<void>;
  /** Follows the connection after `connect`. Returns the function that ends it. */
  watchConnection(listener: ConnectionListener): () => void;
  metadata(): SignalMetadata;
  getReading(): MaybePromise<Reading<T>>;
  /** What was last asked of the value; the value itself where the two are one. */
  getSetpoint(): MaybePromise<T>;
  put(value: T, options: PutOptions): MaybePromise<void>;
  /** Calls back soon with the current reading, then at every change. Returns the function that ends it. */
  subscribe(observer: SignalObserver<T>): () => void;
  /** Lets go of everything; may be called twice, never throws. */
  close(): void;
}
