import type { DataKey, Readings } from '../../src-main/engine/reading.ts';

/** One call that a device has seen: its name, then the arguments that were recorded. */
export type DeviceCall = readonly [call: string, ...args: unknown[]];

/** What all devices of the recordings have: a name, no parent, and a log of the calls that they have seen. */
export abstract class KitDevice {
  readonly name: string;
  readonly parent = null;
  readonly log: DeviceCall[] = [];
  /** Told about each call as well; a recorder of whole timelines listens here. */
  onCall: ((call: DeviceCall) => void) | null = null;

  constructor(name: string) {
    this.name = name;
  }

  protected note(...call: DeviceCall): void {
    this.log.push(call);
    this.onCall?.(call);
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
