import type { HasHints, Readable, Stageable } from '../engine/protocols.ts';
import type { DataKey, DeviceHints, MaybePromise, Readings } from '../engine/reading.ts';
import type { Status } from '../engine/status.ts';
import { AsyncStatus } from './async-status.ts';
import { Device } from './device.ts';
import { gather } from './gather.ts';
import type { SignalR } from './signal-r.ts';
import { statusDone } from './status-done.ts';

/** What a {@link StandardReadable} makes of its parts. A part may be in several lists. */
export interface ReadableParts {
  /** Read at each point. */
  readonly read?: readonly ReadablePart[];
  /** Read at each point, and what plots show. */
  readonly hinted?: readonly ReadablePart[];
  /** Read at each point straight from the control system, never from a subscription: what changes with every trigger. */
  readonly uncached?: readonly SignalR<unknown>[];
  /** Uncached and hinted. */
  readonly hintedUncached?: readonly SignalR<unknown>[];
  /** Recorded once a run. */
  readonly config?: readonly SignalR<unknown>[];
  /** Devices whose readings, configuration and hints become this device's own. */
  readonly children?: readonly StandardReadable[];
}

/** A part that can be read. */
export type ReadablePart = Readable & Partial<Stageable>;

type Reader = () => MaybePromise<Readings>;
type Describer = () => MaybePromise<Record<string, DataKey>>;

/**
 * A device that reads some of its parts, after ophyd-async's `StandardReadable`: Readable, Configurable, Stageable, with hints.
 * A subclass says in its constructor which, by {@link StandardReadable.addReadables}. Reading soft signals is instant.
 */
export class StandardReadable extends Device {
  readonly #readers: Reader[] = [];
  readonly #describers: Describer[] = [];
  readonly #configReaders: Reader[] = [];
  readonly #configDescribers: Describer[] = [];
  readonly #hinted: (() => readonly string[])[] = [];
  readonly #staged: Stageable[] = [];

  /** Values by name, as documents hold them. Rejects with `not_connected` naming the signal. */
  read(): MaybePromise<Readings> {
    return gather(this.#readers.map((read) => read()));
  }

  describe(): MaybePromise<Record<string, DataKey>> {
    return gather(this.#describers.map((describe) => describe()));
  }

  readConfiguration(): MaybePromise<Readings> {
    return gather(this.#configReaders.map((read) => read()));
  }

  describeConfiguration(): MaybePromise<Record<string, DataKey>> {
    return gather(this.#configDescribers.map((describe) => describe()));
  }

  /** The fields that a plot should show. */
  get hints(): DeviceHints {
    return { fields: this.#hinted.flatMap((fields) => [...fields()]) };
  }

  /** Keeps the values of its signals at hand. A subclass that does more awaits this first. */
  stage(): Status {
    return each(this.#staged, (part) => part.stage());
  }

  unstage(): Status {
    return each(this.#staged, (part) => part.unstage());
  }

  /** Declares what is read; called in the constructor. Readings come in the order in which the lists and their parts are given. */
  protected addReadables(parts: ReadableParts): void {
    for (const kind of Object.keys(parts) as (keyof ReadableParts)[]) {
      switch (kind) {
        case 'read':
        case 'hinted':
          for (const part of parts[kind] ?? []) this.#addRead(part, kind === 'hinted');
          break;
        case 'uncached':
        case 'hintedUncached':
          for (const signal of parts[kind] ?? []) this.#addUncached(signal, kind === 'hintedUncached');
          break;
        case 'config':
          for (const signal of parts.config ?? []) this.#addConfig(signal);
          break;
        case 'children':
          for (const child of parts.children ?? []) this.#addChild(child);
          break;
        default:
          kind satisfies never;
      }
    }
  }

  #addRead(part: ReadablePart, hinted: boolean): void {
    this.#readers.push(() => part.read() as MaybePromise<Readings>);
    this.#describers.push(() => part.describe());
    if (hinted) this.#hinted.push(() => hintsOf(part));
    if (part.stage && part.unstage) this.#staged.push(part as Stageable);
  }

  #addUncached(signal: SignalR<unknown>, hinted: boolean): void {
    this.#readers.push(() => signal.read({ cached: false }));
    this.#describers.push(() => signal.describe());
    if (hinted) this.#hinted.push(() => [signal.name]);
  }

  #addConfig(signal: SignalR<unknown>): void {
    this.#configReaders.push(() => signal.read());
    this.#configDescribers.push(() => signal.describe());
    this.#staged.push(signal);
  }

  #addChild(child: StandardReadable): void {
    this.#addRead(child, true);
    this.#configReaders.push(() => child.readConfiguration());
    this.#configDescribers.push(() => child.describeConfiguration());
  }
}

function hintsOf(part: ReadablePart & Partial<HasHints>): readonly string[] {
  return part.hints ? (part.hints.fields ?? []) : [part.name];
}

/** One status for what `act` starts on each part; instant when all of it is. */
function each(parts: readonly Stageable[], act: (part: Stageable) => Status | unknown[]): Status {
  const waiting = parts
    .map(act)
    .filter((status): status is Status => !Array.isArray(status))
    .filter((status) => !status.success);
  return AsyncStatus.run(() => (waiting.length === 0 ? undefined : Promise.all(waiting.map(statusDone))));
}
