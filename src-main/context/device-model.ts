import type { DeviceModel, DeviceState, ValueMetadata } from '#shared/contract/index.ts';
import type { HutchError } from '#shared/errors.ts';
import { type ConnectionState, type Device, isSignal, mainMetadata, mainValue } from '../device/index.ts';
import { PROTOCOLS, type Protocol, satisfies } from '../engine/protocols.ts';

/** What a client is told of `device` at `path`. `withSignals` lists signals, too, which a tree for people leaves out. */
export function deviceModel(path: string, device: Device, withSignals: boolean): DeviceModel {
  const { state, error } = device.connection;
  const value = valueMetadata(device);
  const parts = [...device.children()].filter(([, child]) => withSignals || (child.listed && !isSignal(child)));
  return {
    name: path,
    kind: device.constructor.name,
    ...(device.description !== undefined && { description: device.description }),
    protocols: protocolsOf(device),
    simulated: device.simulated,
    state: deviceState(state),
    ...(error && { error: error.message }),
    ...(value && { value }),
    children: parts.map(([key, child]) => deviceModel(`${path}.${key}`, child, withSignals)),
  };
}

/** The model of a device that could not be built. */
export function failedModel(path: string, description: string | undefined, error: HutchError | undefined): DeviceModel {
  return {
    name: path,
    kind: 'unknown',
    ...(description !== undefined && { description }),
    protocols: [],
    simulated: false,
    state: 'failed',
    ...(error && { error: error.message }),
    children: [],
  };
}

/** The contract's word for the state of a connection. */
export function deviceState(state: ConnectionState): DeviceState {
  return state === 'unconnected' ? 'declared' : state;
}

/** How to show the main value of a device; `undefined` until it is connected, and where there is none. */
export function valueMetadata(device: Device): ValueMetadata | undefined {
  const { state } = device.connection;
  if (state !== 'connected' && state !== 'mock' && state !== 'disconnected') return undefined;
  const main = mainValue(device);
  if (!main) return undefined;
  const { dtype, shape, units, precision, limits, choices } = mainMetadata(main);
  return {
    field: main.readback.name,
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
