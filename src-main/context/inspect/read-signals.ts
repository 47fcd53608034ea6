import { HutchError } from '#shared/errors.ts';
import { type Device, isSignalR, type SignalR, StandardReadable, walkSignals } from '../../device/index.ts';
import { HasHints, satisfies } from '../../engine/protocols.ts';

/**
 * The signals whose values a reading of `device` holds, as far as that is known without asking: those that a `StandardReadable` describes,
 * otherwise those that it hints at.
 */
export function readSignals(device: Device): SignalR<unknown>[] {
  const byName = new Map([...walkSignals(device).values()].map((signal) => [signal.name, signal]));
  return readNames(device)
    .map((name) => byName.get(name))
    .filter(isSignalR);
}

function readNames(device: Device): readonly string[] {
  if (isSignalR(device)) return [device.name];
  const described = device instanceof StandardReadable ? describedNames(device) : undefined;
  return described ?? (satisfies(device, HasHints) ? (device.hints.fields ?? []) : []);
}

/** Of the base class itself, which only puts together what its signals say: a subclass might ask its hardware. */
function describedNames(device: StandardReadable): string[] | undefined {
  try {
    const keys = StandardReadable.prototype.describe.call(device);
    if (!(keys instanceof Promise)) return Object.keys(keys);
    keys.catch(() => undefined);
    return undefined;
  } catch (thrown) {
    if (thrown instanceof HutchError && thrown.code === 'not_connected') return undefined;
    throw thrown;
  }
}
