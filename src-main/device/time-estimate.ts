import type { SignalR } from './signal-r.ts';

/** The value that a signal has, or will have by then. Throws `not_connected` where nobody knows it. */
export type ValueOf = <T>(signal: SignalR<T>) => T;

/**
 * What a device can offer so that plans can be looked ahead: how long, in s, what it is asked for takes. A device has it as `estimate`.
 * The functions are called without the device being connected or touched: they take what they need from `valueFrom` and from what is constant.
 */
export interface TimeEstimate {
  /** From one place to another, settling included; in the units of the device. */
  timeToMove?(from: number, to: number, valueFrom: ValueOf): number;
  /** One trigger. */
  timeToTrigger?(valueFrom: ValueOf): number;
  /** A flight, from kickoff to the end, for what it has been prepared for (`undefined` where it has not). */
  timeToFly?(prepared: unknown, valueFrom: ValueOf): number;
}
