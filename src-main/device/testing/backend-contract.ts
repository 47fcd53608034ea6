import type { Datatype } from '../datatype.ts';
import type { PutOptions, SignalBackend } from '../signal-backend.ts';

/** A control system under test: how to make a backend for a value, and how to be its hardware. */
export interface BackendUnderTest {
  /** `soft`, `mock`, `ca`. */
  readonly kind: string;
  /** A backend that is not connected, of a signal with these units, precision and limits. */
  make(datatype: Datatype<unknown>, initial: unknown): SignalBackend<unknown>;
  /** Sets the value from the side of the hardware. */
  hardwareSets(backend: SignalBackend<unknown>, value: unknown, severity: number): void | Promise<void>;
  /** Takes the connection away (`true`), or gives it back. */
  cut(backend: SignalBackend<unknown>, away: boolean): void | Promise<void>;
}

/** Units, precision and limits of every signal that the contract makes. */
export const CONTRACT_METADATA = { units: 'mm', precision: 3, limits: { low: -1000, high: 1000 } } as const;

/** One value of each kind of datatype, and another to change to. */
export interface ContractValue {
  readonly name: string;
  readonly datatype: Datatype<unknown>;
  readonly first: unknown;
  readonly second: unknown;
}

/** How the contract writes: and waits, but not for ever. */
export const PUT: PutOptions = { wait: true, timeoutMs: 1000 };
