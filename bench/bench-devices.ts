import type { DataKey } from '#shared/documents/index.ts';
import type { Configurable, Readable, Stoppable, Triggerable } from '../src-main/engine/protocols.ts';
import type { Readings } from '../src-main/engine/reading.ts';
import type { Status } from '../src-main/engine/status.ts';

function nothing(): void {
  // There is nothing to undo: the callback was called already.
}

/** A status that was done before anybody asked. One for all: the devices of a measurement cost as little as devices can. */
const DONE: Status = {
  done: true,
  success: true,
  exception: () => null,
  addCallback(callback) {
    callback(DONE);
    return nothing;
  },
};

const NUMBER: DataKey = { source: 'bench', dtype: 'number', shape: [] };

/** A detector that is done at once: one field, one configuration field. */
export class BenchDetector implements Readable, Triggerable, Configurable {
  readonly name = 'det';
  readonly hints = { fields: ['det'] };
  #count = 0;

  trigger(): Status {
    this.#count++;
    return DONE;
  }

  read(): Readings {
    return { det: { value: this.#count, timestamp: Date.now() / 1000 } };
  }

  describe(): Record<string, DataKey> {
    return { det: NUMBER };
  }

  readConfiguration(): Readings {
    return { 'det-exposure': { value: 0.1, timestamp: 0 } };
  }

  describeConfiguration(): Record<string, DataKey> {
    return { 'det-exposure': NUMBER };
  }
}

/** A motor that is there at once: two fields, one configuration field. */
export class BenchMotor implements Readable, Stoppable, Configurable {
  readonly name = 'motor';
  readonly hints = { fields: ['motor'] };
  #position = 0;

  set(value: unknown): Status {
    this.#position = value as number;
    return DONE;
  }

  stop(): void {
    nothing();
  }

  locate(): { setpoint: number; readback: number } {
    return { setpoint: this.#position, readback: this.#position };
  }

  read(): Readings {
    const timestamp = Date.now() / 1000;
    return { motor: { value: this.#position, timestamp }, 'motor-setpoint': { value: this.#position, timestamp } };
  }

  describe(): Record<string, DataKey> {
    return { motor: NUMBER, 'motor-setpoint': NUMBER };
  }

  readConfiguration(): Readings {
    return { 'motor-velocity': { value: 1, timestamp: 0 } };
  }

  describeConfiguration(): Record<string, DataKey> {
    return { 'motor-velocity': NUMBER };
  }
}

/** A motor that moves until it is stopped, and remembers when that was. */
export class EndlessMotor implements Stoppable {
  readonly name: string;
  stoppedAt = 0;
  #finish: (() => void) | null = null;

  constructor(name: string) {
    this.name = name;
  }

  set(): Status {
    const callbacks = new Set<(status: Status) => void>();
    const status = {
      done: false,
      success: false,
      exception: () => null,
      addCallback(callback: (status: Status) => void): () => void {
        callbacks.add(callback);
        return () => void callbacks.delete(callback);
      },
    };
    this.#finish = () => {
      status.done = true;
      status.success = true;
      for (const callback of callbacks) callback(status);
    };
    return status;
  }

  stop(): void {
    this.stoppedAt ||= performance.now();
    this.#finish?.();
    this.#finish = null;
  }
}
