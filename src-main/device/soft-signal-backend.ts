import { HutchError } from '#shared/errors.ts';
import type { MaybePromise, Reading } from '../engine/reading.ts';
import type { Datatype } from './datatype.ts';
import { notifyAll } from './notify-all.ts';
import type {
  ConnectionListener,
  PutOptions,
  Range,
  SignalBackend,
  SignalMetadata,
  SignalObserver,
  WaitOptions,
} from './signal-backend.ts';

/** What an author says about a soft signal. */
export interface SoftSignalOptions<T> {
  readonly initial?: T;
  readonly units?: string;
  /** Digits after the decimal point. */
  readonly precision?: number;
  readonly limits?: Range;
  /** The choices that it really has, where these are not the ones of an enum type. */
  readonly choices?: readonly string[];
  /** First part of its address; `soft` unless told: `sim` says that a simulation stands behind it. */
  readonly scheme?: string;
}

/** What may go with a value that device code sets. */
export interface SoftUpdate {
  /** Seconds since the epoch; now unless told. */
  readonly timestamp?: number;
  /** 0 none, 1 minor, 2 major, 3 invalid, as in EPICS. */
  readonly severity?: number;
  readonly message?: string;
}

/** A value that lives in this process. All its methods answer at once, so a plan that reads it never has to wait. */
export class SoftSignalBackend<T> implements SignalBackend<T> {
  readonly datatype: Datatype<T>;
  #options: SoftSignalOptions<T>;
  #reading: Reading<T>;
  #setpoint: T;
  #lost: string | undefined;
  readonly #observers = new Set<SignalObserver<T>>();
  readonly #listeners = new Set<ConnectionListener>();

  constructor(datatype: Datatype<T>, options: SoftSignalOptions<T> = {}) {
    this.datatype = datatype;
    this.#options = options;
    this.#setpoint = options.initial ?? datatype.initial;
    this.#reading = { value: this.#setpoint, timestamp: Date.now() / 1000, alarm_severity: 0 };
  }

  source(name: string): string {
    return `${this.#options.scheme ?? 'soft'}://${name}`;
  }

  connect(_options?: WaitOptions): MaybePromise<void> {
    const { choices } = this.#options;
    const complaint = choices && this.datatype.checkChoices?.(choices);
    if (complaint) throw new HutchError('not_connected', complaint);
    this.#requireConnection();
  }

  watchConnection(listener: ConnectionListener): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  metadata(): SignalMetadata {
    const { units, precision, limits, choices = this.datatype.choices } = this.#options;
    return {
      dtype: this.datatype.dtype,
      dtypeNumpy: this.datatype.dtypeNumpy,
      shape: this.datatype.shapeOf(this.#reading.value),
      ...(units !== undefined && { units }),
      ...(precision !== undefined && { precision }),
      ...(limits && { limits }),
      ...(choices && { choices }),
    };
  }

  getReading(): Reading<T> {
    this.#requireConnection();
    return this.#reading;
  }

  getSetpoint(): T {
    this.#requireConnection();
    return this.#setpoint;
  }

  put(value: T, _options: PutOptions): MaybePromise<void> {
    this.#requireConnection();
    this.#setpoint = value;
    this.setValue(value);
  }

  subscribe(observer: SignalObserver<T>): () => void {
    this.#observers.add(observer);
    if (this.#lost === undefined) observer.onReading(this.#reading);
    return () => this.#observers.delete(observer);
  }

  /** Sets the value from the device's own code, as hardware would: what was asked for stays as it is. */
  setValue(value: T, update: SoftUpdate = {}): void {
    const { timestamp = Date.now() / 1000, severity = 0, message } = update;
    const reading = { value, timestamp, alarm_severity: severity };
    this.#reading = message === undefined ? reading : { ...reading, message };
    if (this.#lost === undefined) notifyAll(this.#observers, (observer) => observer.onReading(this.#reading));
  }

  /** Changes units, precision or limits; the next `describe` tells. */
  setMetadata(change: Pick<SoftSignalOptions<T>, 'units' | 'precision' | 'limits'>): void {
    this.#options = { ...this.#options, ...change };
  }

  /** Takes the connection away, `cause` being what errors will say, or gives it back (`null`). */
  setLost(cause: string | null): void {
    if (this.#lost === (cause ?? undefined)) return;
    this.#lost = cause ?? undefined;
    notifyAll(this.#listeners, (listener) => listener(cause === null, cause ?? undefined));
    if (cause === null) notifyAll(this.#observers, (observer) => observer.onReading(this.#reading));
  }

  close(): void {
    this.#observers.clear();
    this.#listeners.clear();
  }

  #requireConnection(): void {
    if (this.#lost !== undefined) throw new HutchError('not_connected', this.#lost);
  }
}
