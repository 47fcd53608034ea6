import type { DataKey, DeviceHints } from '#shared/documents/index.ts';

export type { DataKey, DeviceHints };

/** A value that is there now, or a promise of it. Handlers stay synchronous where the device is. */
export type MaybePromise<T> = T | Promise<T>;

/** One value of a device. `timestamp` is seconds since the epoch; `alarm_severity` as in EPICS: 0 none, 1 minor, 2 major, 3 invalid. */
export interface Reading<T = unknown> {
  value: T;
  timestamp: number;
  alarm_severity?: number;
  message?: string;
}

/** Readings by field name: `stage-x`. */
export type Readings<T = unknown> = Record<string, Reading<T>>;

/** Where a movable was asked to be, and where it is. */
export interface Location<T = unknown> {
  setpoint: T;
  readback: T;
}
