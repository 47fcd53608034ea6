import type { Device } from './device.ts';
import { isSignal } from './is-signal.ts';
import type { Signal } from './signal.ts';

/** Every signal of a device by its path inside it: `x.velocity`; for a signal itself, under the empty path. */
export function walkSignals(device: Device, path = ''): Map<string, Signal<unknown>> {
  const found = new Map<string, Signal<unknown>>();
  if (isSignal(device)) found.set(path, device);
  for (const [key, child] of device.children()) {
    for (const [below, signal] of walkSignals(child, path === '' ? key : `${path}.${key}`)) found.set(below, signal);
  }
  return found;
}
