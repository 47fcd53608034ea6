import type { DataKey, Readings } from '../../src-main/engine/reading.ts';
import { KitStatus } from './kit-status.ts';
import { PythonError } from './python-error.ts';

/** One call that a device has seen: its name, then the arguments that were recorded. */
export type DeviceCall = readonly [call: string, ...args: unknown[]];

/** A call of a device that is to fail: with a failed status, or at once. */
export interface KitFault {
  readonly call: 'set' | 'trigger';
  /** Which of these calls, from 1. */
  readonly nth: number;
  readonly raises?: boolean | undefined;
}

/** What all devices of the recordings have: a name, no parent, and a log of the calls that they have seen. */
export abstract class KitDevice {
  readonly name: string;
  readonly parent = null;
  readonly log: DeviceCall[] = [];
  /** Told about each call as well; a recorder of whole timelines listens here. */
  onCall: ((call: DeviceCall) => void) | null = null;
  readonly faults: KitFault[] = [];
  readonly #counts = new Map<string, number>();

  constructor(name: string) {
    this.name = name;
  }

  protected note(...call: DeviceCall): void {
    this.log.push(call);
    this.onCall?.(call);
  }

  /** The status of a call that is to fail, `null` for all others. Throws its error if it is to fail at once. */
  protected fault(call: KitFault['call']): KitStatus | null {
    const number = (this.#counts.get(call) ?? 0) + 1;
    this.#counts.set(call, number);
    const fault = this.faults.find((other) => other.call === call && other.nth === number);
    if (fault === undefined) return null;
    const error = new PythonError('RuntimeError', `${this.name} ${call} ${number} failed`);
    if (fault.raises === true) throw error;
    return new KitStatus(this, { error });
  }
}

/** Readings of `values`, now. */
export function readingsOf(values: Readonly<Record<string, unknown>>): Readings {
  const timestamp = Date.now() / 1000;
  return Object.fromEntries(Object.entries(values).map(([key, value]) => [key, { value, timestamp }]));
}

/** A number of a simulated device. */
export function numberKey(source: string, more: Partial<DataKey> = {}): DataKey {
  return { source: `SIM:${source}`, dtype: 'number', shape: [], ...more };
}
