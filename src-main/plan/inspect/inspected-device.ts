import type { KnownLimits } from '../known-limits.ts';

/** What an inspection knows of a device, without having asked it. */
export interface InspectedDevice {
  /** Dotted path: `stage.x`. */
  readonly path: string;
  readonly units?: string | undefined;
  /** Digits after the decimal point. */
  readonly precision?: number | undefined;
  readonly limits?: KnownLimits | undefined;
  /** Where it is supposed to be now; `undefined` where it has no place. */
  readonly position: unknown;
  /** How long one trigger takes, in s, if that is known. */
  readonly exposureS: number | undefined;
}

/** Tells what is behind the `obj` of a message; `undefined` for what is no device. */
export type AboutDevice = (obj: unknown) => InspectedDevice | undefined;
