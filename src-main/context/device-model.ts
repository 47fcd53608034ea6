import type { DeviceModel, ValueMetadata } from '#shared/contract/index.ts';
import {
  type Device,
  isSignal,
  type LazyDevice,
  mainMetadata,
  mainValue,
  type SignalMetadata,
} from '../device/index.ts';
import { PROTOCOLS, type Protocol, satisfies } from '../engine/protocols.ts';
import { deviceHealth, unbuiltHealth } from './device-health.ts';

/** What a client is told of `device` at `path`. `withSignals` lists signals, too, which a tree for people leaves out. */
export function deviceModel(path: string, device: Device, withSignals: boolean): DeviceModel {
  const value = valueMetadata(device);
  const parts = [...device.children()].filter(([, child]) => withSignals || (child.listed && !isSignal(child)));
  return {
    name: path,
    kind: device.constructor.name,
    ...(device.description !== undefined && { description: device.description }),
    protocols: protocolsOf(device),
    simulated: device.simulated,
    ...deviceHealth(path, device),
    ...(value && { value }),
    children: parts.map(([key, child]) => deviceModel(`${path}.${key}`, child, withSignals)),
  };
}

/** The model of a declared device that is not built. */
export function unbuiltModel(lazy: LazyDevice): DeviceModel {
  return {
    name: lazy.name,
    kind: 'unknown',
    ...(lazy.description !== undefined && { description: lazy.description }),
    protocols: [],
    simulated: false,
    ...unbuiltHealth(lazy),
    children: [],
  };
}

/** How to show the main value of a device; `undefined` until it is connected, and where there is none. */
export function valueMetadata(device: Device): ValueMetadata | undefined {
  const { state } = device.connection;
  if (state !== 'connected' && state !== 'mock' && state !== 'disconnected') return undefined;
  const main = mainValue(device);
  if (!main) return undefined;
  return shownAs(main.readback.name, mainMetadata(main));
}

/** The contract's form of a value's metadata; `field` is its key in readings. */
export function shownAs(field: string, metadata: SignalMetadata): ValueMetadata {
  const { dtype, shape, units, precision, limits, choices } = metadata;
  return {
    field,
    dtype,
    shape: [...shape],
    ...(units !== undefined && { units }),
    ...(precision !== undefined && { precision }),
    ...(limits && { limits: { low: limits.low, high: limits.high } }),
    ...(choices && { choices: [...choices] }),
  };
}

function protocolsOf(device: Device): string[] {
  const all: readonly Protocol<unknown>[] = Object.values(PROTOCOLS);
  return all
    .filter((protocol) => satisfies(device, protocol))
    .map(({ name }) => name)
    .sort();
}
