import type { DataKey } from '#shared/documents/index.ts';
import type { Configurable, Readable, Stageable, Stoppable, Subscribable, Triggerable } from '../protocols.ts';
import type { Readings } from '../reading.ts';
import type { Status } from '../status.ts';
import { doneStatus, ManualStatus } from './manual-status.ts';

const NUMBER: DataKey = { source: 'test', dtype: 'number', shape: [] };

/** Counts its triggers; writes what is asked of it into `log`. */
export class TestDetector implements Readable, Triggerable, Configurable {
  readonly hints: { fields: string[] };
  value = 0;
  exposure = 0.1;
  readonly log: string[] = [];
  readonly name: string;

  constructor(name = 'det') {
    this.name = name;
    this.hints = { fields: [name] };
  }

  trigger(): Status {
    this.value++;
    this.log.push('trigger');
    return doneStatus();
  }

  read(): Readings | Promise<Readings> {
    return { [this.name]: { value: this.value, timestamp: 1 } };
  }

  describe(): Record<string, DataKey> {
    return { [this.name]: { ...NUMBER } };
  }

  readConfiguration(): Readings {
    return { [`${this.name}-exposure`]: { value: this.exposure, timestamp: 1 } };
  }

  describeConfiguration(): Record<string, DataKey> {
    return { [`${this.name}-exposure`]: { ...NUMBER } };
  }

  configure(...args: unknown[]): [Readings, Readings] {
    const before = this.readConfiguration();
    this.exposure = (args[0] as { exposure: number }).exposure;
    return [before, this.readConfiguration()];
  }
}

/** A detector that is staged and paused. */
export class StagedDetector extends TestDetector implements Stageable {
  stage(): unknown[] {
    this.log.push('stage');
    return [this];
  }

  unstage(): unknown[] {
    this.log.push('unstage');
    return [this];
  }

  pause(): void {
    this.log.push('pause');
  }

  resume(): void {
    this.log.push('resume');
  }
}

/** A motor. With `manual`, a move takes until the test finishes `status`. */
export class TestMotor implements Readable, Stoppable {
  readonly hints: { fields: string[] };
  position = 0;
  manual = false;
  status: ManualStatus | null = null;
  failWith: Error | null = null;
  readonly log: string[] = [];
  readonly name: string;

  constructor(name = 'motor') {
    this.name = name;
    this.hints = { fields: [name] };
  }

  set(value: unknown): Status {
    this.log.push(`set ${String(value)}`);
    if (this.manual) {
      this.status = new ManualStatus();
      return this.status;
    }
    if (this.failWith !== null) return doneStatus(this.failWith);
    this.position = value as number;
    return doneStatus();
  }

  get moving(): boolean {
    return this.status !== null && !this.status.done;
  }

  stop(success = true): unknown {
    this.log.push(`stop ${success}`);
    this.status?.finish();
    return undefined;
  }

  locate(): { setpoint: number; readback: number } {
    return { setpoint: this.position, readback: this.position };
  }

  read(): Readings {
    return { [this.name]: { value: this.position, timestamp: 1 } };
  }

  describe(): Record<string, DataKey> {
    return { [this.name]: { ...NUMBER } };
  }
}

/** A signal that calls back with readings. */
export class TestSignal implements Readable, Subscribable {
  readonly callbacks = new Set<(readings: Readings) => void>();
  readonly name: string;
  value: unknown;

  constructor(name = 'signal', value: unknown = 0) {
    this.name = name;
    this.value = value;
  }

  put(value: unknown): void {
    this.value = value;
    for (const callback of [...this.callbacks]) callback(this.read());
  }

  set(value: unknown): Status {
    this.put(value);
    return doneStatus();
  }

  subscribe(callback: (readings: Readings) => void): void {
    this.callbacks.add(callback);
    callback(this.read());
  }

  clearSub(callback: (readings: Readings) => void): void {
    this.callbacks.delete(callback);
  }

  read(): Readings {
    return { [this.name]: { value: this.value, timestamp: 1 } };
  }

  describe(): Record<string, DataKey> {
    return { [this.name]: { ...NUMBER } };
  }
}
