import { isDevice } from './device.ts';
import { Signal } from './signal.ts';
import { SignalR } from './signal-r.ts';
import { SignalRW } from './signal-rw.ts';

/** Whether `candidate` is a signal: a leaf of the device tree. */
export function isSignal(candidate: unknown): candidate is Signal<unknown> {
  return isDevice(candidate) && candidate instanceof Signal;
}

/** Whether `candidate` is a signal that can be read and followed. */
export function isSignalR(candidate: unknown): candidate is SignalR<unknown> {
  return candidate instanceof SignalR;
}

/** Whether `candidate` is a signal that can be read and set. */
export function isSignalRW(candidate: unknown): candidate is SignalRW<unknown> {
  return candidate instanceof SignalRW;
}
