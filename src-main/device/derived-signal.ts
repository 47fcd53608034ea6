import type { MaybePromise, Reading } from '../engine/reading.ts';
import type { Status } from '../engine/status.ts';
import type { Datatype } from './datatype.ts';
import { mapMaybe } from './gather.ts';
import type { ConnectionListener, Range, SignalBackend, SignalMetadata, SignalObserver } from './signal-backend.ts';
import { SignalR } from './signal-r.ts';
import { SignalRW } from './signal-rw.ts';
import { statusDone } from './status-done.ts';

/** The signals that a derived one is computed from. They belong to devices of their own. */
export type Inputs = Readonly<Record<string, SignalR<unknown>>>;
/** The values of inputs, by the same names. */
export type ValuesOf<I extends Inputs> = { [K in keyof I]: I[K] extends SignalR<infer V> ? V : never };

/** How a signal is computed from others. */
export interface DerivedOptions<T, I extends Inputs> {
  readonly datatype: Datatype<T>;
  readonly inputs: I;
  /** The value for these inputs; called at each reading, and whenever one of them changes while somebody listens. */
  readonly derive: (values: ValuesOf<I>) => T;
  readonly units?: string;
  readonly precision?: number;
  /** What may be set now: limits follow those of the inputs. */
  readonly limits?: () => Range | undefined;
}

/** How a computed signal is set. */
export interface SettableDerivedOptions<T, I extends Inputs> extends DerivedOptions<T, I> {
  /** Sets whatever gives the value; the write is complete when the status is. */
  readonly set: (value: T) => MaybePromise<Status>;
}

/** A signal that is computed from others: read only. It is as new as the newest of them, and its alarm is their worst. */
export function derivedSignalR<T, I extends Inputs>(options: DerivedOptions<T, I>): SignalR<T> {
  return new SignalR(new DerivedSignalBackend(options));
}

/** A signal that is computed from others, and can be set where it is known how. */
export function derivedSignalRW<T, I extends Inputs>(options: SettableDerivedOptions<T, I>): SignalRW<T> {
  return new SignalRW(new DerivedSignalBackend(options, options.set));
}

class DerivedSignalBackend<T, I extends Inputs> implements SignalBackend<T> {
  readonly datatype: Datatype<T>;
  readonly derived = true;
  readonly #options: DerivedOptions<T, I>;
  readonly #inputs: readonly [string, SignalR<unknown>][];
  readonly #set: ((value: T) => MaybePromise<Status>) | undefined;
  readonly #ends = new Set<() => void>();

  constructor(options: DerivedOptions<T, I>, set?: (value: T) => MaybePromise<Status>) {
    this.datatype = options.datatype;
    this.#options = options;
    this.#inputs = Object.entries(options.inputs);
    this.#set = set;
  }

  source(name: string): string {
    return `derived://${name}`;
  }

  // The inputs are connected with the devices that they are parts of.
  connect(): Promise<void> {
    return Promise.resolve();
  }

  watchConnection(listener: ConnectionListener): () => void {
    const ends = this.#inputs.map(([, input]) =>
      input.onConnection(({ state, error }) => {
        if (state === 'disconnected') listener(false, error?.message);
        else if (this.#inputs.every(([, each]) => each.connection.state !== 'disconnected')) listener(true);
      }),
    );
    return this.#ending(ends);
  }

  metadata(): SignalMetadata {
    const { units, precision, limits: rule } = this.#options;
    const limits = rule?.();
    const { choices } = this.datatype;
    return {
      dtype: this.datatype.dtype,
      dtypeNumpy: this.datatype.dtypeNumpy,
      shape: this.datatype.shapeOf(this.datatype.initial),
      ...(units !== undefined && { units }),
      ...(precision !== undefined && { precision }),
      ...(limits && { limits }),
      ...(choices && { choices }),
    };
  }

  getReading(): MaybePromise<Reading<T>> {
    const readings = this.#inputs.map(([, input]) => input.getReading());
    const all = readings.some((reading) => reading instanceof Promise)
      ? Promise.all(readings)
      : (readings as Reading<unknown>[]);
    return mapMaybe(all, (known) => this.#combine(known));
  }

  getSetpoint(): MaybePromise<T> {
    return mapMaybe(this.getReading(), ({ value }) => value);
  }

  async put(value: T): Promise<void> {
    if (!this.#set) return;
    await statusDone(await this.#set(value));
  }

  subscribe(observer: SignalObserver<T>): () => void {
    const latest: (Reading<unknown> | undefined)[] = this.#inputs.map(() => undefined);
    const ends = this.#inputs.map(([, input], index) =>
      input.subscribeReading((reading) => {
        latest[index] = reading;
        const known = latest.filter((each) => each !== undefined);
        if (known.length === latest.length) observer.onReading(this.#combine(known));
      }),
    );
    return this.#ending(ends);
  }

  close(): void {
    for (const end of [...this.#ends]) end();
  }

  #combine(readings: readonly Reading<unknown>[]): Reading<T> {
    const values = Object.fromEntries(this.#inputs.map(([name], index) => [name, readings[index]?.value]));
    return {
      value: this.#options.derive(values as ValuesOf<I>),
      timestamp: Math.max(...readings.map(({ timestamp }) => timestamp)),
      alarm_severity: Math.max(...readings.map(({ alarm_severity }) => alarm_severity ?? 0)),
    };
  }

  #ending(ends: readonly (() => void)[]): () => void {
    const endAll = () => {
      for (const end of ends) end();
      this.#ends.delete(endAll);
    };
    this.#ends.add(endAll);
    return endAll;
  }
}
