import type { Device } from './device.ts';
import { isSignalR, isSignalRW } from './is-signal.ts';
import type { SignalMetadata } from './signal-backend.ts';
import type { SignalR } from './signal-r.ts';
import { StandardReadable } from './standard-readable.ts';

/** What a console shows of a device in one line. */
export interface MainValue {
  /** What is. */
  readonly readback: SignalR<unknown>;
  /** What was asked for. Absent where nothing can be asked. */
  readonly setpoint?: SignalR<unknown>;
  /** What it does, in a word: `moving`, `counting`, `idle`. */
  readonly activity?: SignalR<unknown>;
}

/**
 * The main value of a device: its `readback`, else its first hinted signal, else, for a signal, itself. `undefined` where there is none.
 * `setpoint` and `activity` are found by name, too: a device needs no base class to be shown.
 */
export function mainValue(device: Device): MainValue | undefined {
  if (isSignalR(device)) return { readback: device, ...(isSignalRW(device) && { setpoint: device }) };
  const children = device.children();
  const [readback, setpoint, activity] = ['readback', 'setpoint', 'activity'].map((key) => children.get(key));
  const main = isSignalR(readback) ? readback : hintedSignal(device);
  if (!main) return undefined;
  return {
    readback: main,
    ...(isSignalR(setpoint) && { setpoint }),
    ...(isSignalR(activity) && { activity }),
  };
}

/** What may be asked of a main value, and how to show it: the setpoint's limits and choices over the readback's. */
export function mainMetadata({ readback, setpoint }: MainValue): SignalMetadata {
  const shown = readback.metadata;
  if (!setpoint) return shown;
  const { limits = shown.limits, choices = shown.choices } = setpoint.metadata;
  return { ...shown, ...(limits && { limits }), ...(choices && { choices }) };
}

function hintedSignal(device: Device): SignalR<unknown> | undefined {
  if (!(device instanceof StandardReadable)) return undefined;
  const [field] = device.hints.fields ?? [];
  return field === undefined ? undefined : findSignal(device, field);
}

function findSignal(device: Device, name: string): SignalR<unknown> | undefined {
  for (const child of device.children().values()) {
    if (isSignalR(child) && child.name === name) return child;
    const below = findSignal(child, name);
    if (below) return below;
  }
  return undefined;
}
