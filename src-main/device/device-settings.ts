import { HutchError } from '#shared/errors.ts';
import type { Device } from './device.ts';
import { isSignalRW } from './is-signal.ts';
import { checkSignal } from './set-signal.ts';
import type { SignalRW } from './signal-rw.ts';
import { statusDone } from './status-done.ts';
import { walkSignals } from './walk-signals.ts';

/** Values of a device's settable signals by their path inside it, as documents hold values: `x.velocity: 2`. */
export type DeviceSettings = Readonly<Record<string, unknown>>;

/** One signal that settings would change. */
export interface SettingChange {
  /** Path inside the device: `x.velocity`. */
  readonly signal: string;
  readonly from: unknown;
  readonly to: unknown;
}

/** The values of all signals of `device` that can be read and set. Rejects with `not_connected` naming the one that cannot be read. */
export async function readSettings(device: Device): Promise<DeviceSettings> {
  const entries = [...settable(device)].map(async ([path, signal]) => [path, await currentValue(signal)] as const);
  return Object.fromEntries(await Promise.all(entries));
}

/**
 * What `settings` would change, in their order; nothing is set. Throws `invalid_config` for a signal that the device does not have,
 * `invalid_params` or `limit_violation` for a value that it would refuse.
 */
export async function diffSettings(device: Device, settings: DeviceSettings): Promise<SettingChange[]> {
  const signals = settable(device);
  const changes: SettingChange[] = [];
  for (const [path, to] of Object.entries(settings)) {
    const signal = signals.get(path);
    if (!signal) throw new HutchError('invalid_config', `${device.path} has no signal ${path} that can be set`);
    checkSignal(signal, to);
    const from = await currentValue(signal);
    if (JSON.stringify(from) !== JSON.stringify(to)) changes.push({ signal: path, from, to });
  }
  return changes;
}

/** Sets what differs, in the order of `settings`, one after the other: first the mode, then what depends on it. Gives what was changed. */
export async function applySettings(device: Device, settings: DeviceSettings): Promise<SettingChange[]> {
  const changes = await diffSettings(device, settings);
  const signals = settable(device);
  for (const { signal: path, to } of changes) {
    const signal = signals.get(path);
    if (signal) await statusDone(signal.set(checkSignal(signal, to)));
  }
  return changes;
}

/** Settings as a YAML text: a mapping of signals to values, in the order of the device. */
export async function settingsToYaml(settings: DeviceSettings): Promise<string> {
  // Loaded when somebody saves: every start of every command would pay for it otherwise.
  const { stringify } = await import('yaml');
  return stringify(settings);
}

/** Settings from a YAML text. Rejects with `invalid_config`, which says where it is wrong. */
export async function settingsFromYaml(text: string): Promise<DeviceSettings> {
  const { parse } = await import('yaml');
  let settings: unknown;
  try {
    settings = parse(text) ?? {};
  } catch (thrown) {
    throw new HutchError('invalid_config', `these settings are not YAML: ${(thrown as Error).message}`, {
      cause: thrown,
    });
  }
  if (typeof settings !== 'object' || settings === null || Array.isArray(settings)) {
    throw new HutchError('invalid_config', 'settings are a mapping of signals to values');
  }
  return settings as DeviceSettings;
}

function settable(device: Device): Map<string, SignalRW<unknown>> {
  const signals = [...walkSignals(device)].filter((entry): entry is [string, SignalRW<unknown>] =>
    isSignalRW(entry[1]),
  );
  return new Map(signals.filter(([, signal]) => isSetting(signal, device)));
}

// Switches and internals are no settings: to restore a simulated fault would be no favour.
function isSetting(signal: SignalRW<unknown>, root: Device): boolean {
  for (let device: Device | null = signal; device && device !== root; device = device.parent) {
    if (!device.listed) return false;
  }
  return true;
}

async function currentValue(signal: SignalRW<unknown>): Promise<unknown> {
  return signal.backend.datatype.toDocument(await signal.getValue());
}
