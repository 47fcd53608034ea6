import { HutchError } from '#shared/errors.ts';
import { IllegalMessageSequence } from '../engine-errors.ts';
import { isPromise } from '../is-promise.ts';
import { Readable, type Subscribable } from '../protocols.ts';
import type { Readings } from '../reading.ts';
import { labelOf, requireProtocol } from '../require-protocol.ts';
import type { EventStream } from './event-stream.ts';
import { newUid } from './new-uid.ts';
import type { RunStreams } from './run-streams.ts';

interface Monitor {
  readonly callback: (readings: Readings) => void;
  readonly subscribe: () => void;
  active: boolean;
}

/** Emits an event at every change of a signal, beside the plan. */
export class Monitors {
  readonly #streams: RunStreams;
  readonly #onError: (error: unknown) => void;
  readonly #monitors = new Map<Subscribable, Monitor>();

  /** `onError` gets what goes wrong in a callback: the device that calls is not to blame, the plan is to be told. */
  constructor(streams: RunStreams, onError: (error: unknown) => void) {
    this.#streams = streams;
    this.#onError = onError;
  }

  /** Starts a monitor in a stream of its own. The device must be in the cache. */
  start(signal: Subscribable, name: string | null, options: Record<string, unknown>): void {
    if (this.#monitors.has(signal)) {
      throw new IllegalMessageSequence(`${labelOf(signal)} is monitored already`);
    }
    const streamName = name ?? `monitor-${newUid().slice(0, 6)}`;
    const objects = new Map([[signal, this.#streams.cache.description(signal)]]);
    const stream = this.#streams.prepare(streamName, objects, { rewinds: false });
    const callback = (readings: Readings): void => this.#record(signal, stream, readings);
    const extra = Object.keys(options).length > 0 ? [options] : [];
    const subscribe = signal.subscribe as (callback: (readings: Readings) => void, ...extra: unknown[]) => void;
    const monitor: Monitor = { callback, subscribe: () => subscribe.call(signal, callback, ...extra), active: true };
    this.#monitors.set(signal, monitor);
    monitor.subscribe();
  }

  end(signal: Subscribable): void {
    const monitor = this.#monitors.get(signal);
    if (monitor === undefined) {
      throw new IllegalMessageSequence(`${labelOf(signal)} is not monitored: 'unmonitor' must follow 'monitor'`);
    }
    this.#monitors.delete(signal);
    if (monitor.active) signal.clearSub(monitor.callback);
  }

  /** For the time of a pause. Never throws. */
  suspend(): void {
    for (const [signal, monitor] of this.#monitors) {
      if (!monitor.active) continue;
      monitor.active = false;
      this.#attempt(() => signal.clearSub(monitor.callback));
    }
  }

  /** After a pause. A monitor that was never suspended is not subscribed a second time. Never throws. */
  restore(): void {
    for (const monitor of this.#monitors.values()) {
      if (monitor.active) continue;
      monitor.active = true;
      this.#attempt(monitor.subscribe);
    }
  }

  /** Ends all. What a device throws is logged. */
  clear(): void {
    for (const [signal, monitor] of this.#monitors) {
      this.#monitors.delete(signal);
      if (!monitor.active) continue;
      try {
        signal.clearSub(monitor.callback);
      } catch (thrown) {
        this.#streams.services.logger.error(`Cannot stop monitoring ${signal.name}`, { error: String(thrown) });
      }
    }
  }

  #record(signal: Subscribable, stream: EventStream, given: Readings | undefined): void {
    this.#attempt(() => this.#streams.deliver('event', stream.compose([readingsOf(signal, stream, given)])));
  }

  #attempt(action: () => void): void {
    try {
      action();
    } catch (thrown) {
      this.#onError(thrown);
    }
  }
}

/** Old-style signals call back without readings: then the signal is read. */
function readingsOf(signal: Subscribable, stream: EventStream, given: Readings | undefined): Readings {
  if (typeof given === 'object' && given !== null && stream.keys.every((key) => given[key] !== undefined)) return given;
  const readings = requireProtocol(signal, Readable).read();
  if (!isPromise(readings)) return readings;
  throw new HutchError('device_failed', `${labelOf(signal)} calls back without readings and cannot be read at once`);
}
