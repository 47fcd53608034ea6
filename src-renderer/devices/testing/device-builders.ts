import type { DeviceModel, DeviceReadback } from '#shared/contract/devices.ts';

/** A connected device for tests. */
export function deviceModel(name: string, over: Partial<DeviceModel> = {}): DeviceModel {
  return {
    name,
    kind: 'SimDevice',
    protocols: ['Readable'],
    simulated: true,
    state: 'connected',
    children: [],
    ...over,
  };
}

/** A motor for tests: millimetres, three digits, limits -25 to 25. */
export function motorModel(name: string, over: Partial<DeviceModel> = {}): DeviceModel {
  return deviceModel(name, {
    kind: 'SimMotor',
    protocols: ['Locatable', 'Movable', 'Readable', 'Stoppable'],
    value: {
      field: name.replaceAll('.', '-'),
      dtype: 'number',
      shape: [],
      units: 'mm',
      precision: 3,
      limits: { low: -25, high: 25 },
    },
    ...over,
  });
}

/** An idle, connected readback for tests. */
export function deviceReadback(device: string, over: Partial<DeviceReadback> = {}): DeviceReadback {
  return {
    device,
    state: 'connected',
    state_since: 0,
    readback: null,
    setpoint: null,
    moving: false,
    activity: 'idle',
    owner: null,
    ...over,
  };
}
