import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { DeviceReadback } from '#shared/contract/index.ts';
import type { Logger } from '#shared/logger.ts';
import { DeviceRegistry } from '../../context/device-registry.ts';
import {
  Device,
  DeviceManager,
  float,
  ndArray,
  softSetter,
  softSignalR,
  softSignalRW,
  string,
} from '../../device/index.ts';
import { DeviceOwnership } from '../../worker/device-ownership.ts';
import { DeviceControl } from './device-control.ts';
import { ReadbackService } from './readback-service.ts';

const nothing = () => undefined;
const logger: Logger = { debug: nothing, info: nothing, warning: nothing, error: nothing, child: () => logger };

class Axis extends Device {
  readonly readback = softSignalR(float, { units: 'mm' })[0];
  readonly setpoint = softSignalRW(float, { units: 'mm' });
  readonly activity = softSignalR(string, { initial: 'idle' })[0];
  readonly frame = softSignalR(ndArray('<u2', [48, 64]))[0];
}

class Stage extends Device {
  readonly x = new Axis();
  readonly y = new Axis();
}

let stage: Stage;
let devices: DeviceRegistry;
let ownership: DeviceOwnership;
let readbacks: ReadbackService;
let batches: DeviceReadback[][];
let isBroken: boolean;

const note = (batch: readonly DeviceReadback[]) => void batches.push([...batch]);
const values = () => batches.map((batch) => batch.map(({ readback }) => readback?.value));

beforeEach(async () => {
  vi.useFakeTimers();
  isBroken = false;
  const manager = new DeviceManager();
  manager.declare('stage', () => {
    if (isBroken) throw new Error('no such crate');
    stage = new Stage();
    return stage;
  });
  devices = new DeviceRegistry({ logger });
  devices.add(manager, 'devices.ts');
  ownership = new DeviceOwnership();
  const control = new DeviceControl({ devices, ownership, logger });
  readbacks = new ReadbackService({ devices, ownership, control });
  batches = [];
});
afterEach(() => {
  readbacks.dispose();
  readbacks.dispose();
  expect(vi.getTimerCount()).toBe(0);
  vi.useRealTimers();
});

/** Follows `paths` until they are connected, and forgets what came until then. */
async function follow(...paths: string[]): Promise<() => void> {
  const end = readbacks.follow(paths, note);
  await vi.advanceTimersByTimeAsync(100);
  batches = [];
  return end;
}

describe('readbacks', () => {
  it('that change together come in one call, at most every 50 ms, the latest value of each', async () => {
    const end = await follow('stage.x', 'stage.y', 'stage.x.setpoint');
    for (let i = 1; i <= 100; i += 1) {
      softSetter(stage.x.readback)(i);
      softSetter(stage.y.readback)(-i);
      await vi.advanceTimersByTimeAsync(10);
    }
    await vi.advanceTimersByTimeAsync(50);
    expect(batches.length).toBeGreaterThanOrEqual(18);
    expect(batches.length).toBeLessThanOrEqual(22);
    expect(values().at(-1)).toEqual([100, -100]);
    expect(batches.flat().map(({ device }) => device)).not.toContain('stage.x.setpoint');
    end();
  });

  it('say nothing while nothing changes', async () => {
    const end = await follow('stage.x');
    await vi.advanceTimersByTimeAsync(10_000);
    expect([batches, vi.getTimerCount()]).toEqual([[], 0]);
    end();
  });

  it('of one device cost one subscription for all who look, which ends with the last of them', async () => {
    const first = await follow('stage.x');
    const second = readbacks.follow(['stage.x'], note);
    expect(stage.x.readback.listenerCount).toBe(1);
    first();
    first();
    expect(stage.x.readback.listenerCount).toBe(1);
    softSetter(stage.x.readback)(3);
    second();
    const counts = [stage.x.readback, stage.x.setpoint, stage.x.activity].map(({ listenerCount }) => listenerCount);
    expect(counts).toEqual([0, 0, 0]);
    batches = [];
    await vi.advanceTimersByTimeAsync(100);
    expect(batches).toEqual([]);
  });

  it('tell who owns a device, its parts and its whole', async () => {
    const end = await follow('stage', 'stage.x.setpoint', 'stage.y');
    ownership.claim('scan', ['stage.x']);
    await vi.advanceTimersByTimeAsync(50);
    expect(batches.at(-1)?.map(({ device, owner }) => [device, owner])).toEqual([
      ['stage', 'scan'],
      ['stage.x.setpoint', 'scan'],
      ['stage.y', null],
    ]);
    end();
  });

  it('of a whole tell of the part that moves, or else of the one that does something', async () => {
    const end = await follow('stage');
    const activity = async (x: string, y: string) => {
      softSetter(stage.x.activity)(x);
      softSetter(stage.y.activity)(y);
      await vi.advanceTimersByTimeAsync(50);
      return [batches.at(-1)?.[0]?.activity, batches.at(-1)?.[0]?.moving];
    };
    expect(await activity('counting', 'moving')).toEqual(['moving', true]);
    expect(await activity('counting', 'idle')).toEqual(['counting', false]);
    expect(await activity('idle', 'stopping')).toEqual(['stopping', true]);
    expect(await activity('idle', 'idle')).toEqual(['idle', false]);
    end();
  });

  it('hold no frames and nothing that JSON does not know', async () => {
    const end = await follow('stage.x', 'stage.x.frame');
    softSetter(stage.x.readback)(Number.NaN);
    expect(readbacks.current('stage.x').readback).toMatchObject({ value: null });
    expect(readbacks.current('stage.x.frame').readback).toMatchObject({ value: null, alarm_severity: 'none' });
    end();
  });

  it('of a device that cannot be built begin when it can', async () => {
    isBroken = true;
    const end = await follow('stage.x');
    expect(readbacks.current('stage.x')).toMatchObject({ state: 'failed', readback: null });
    isBroken = false;
    await devices.retry('stage');
    await vi.advanceTimersByTimeAsync(100);
    expect(batches.at(-1)?.[0]).toMatchObject({ device: 'stage.x', state: 'connected', readback: { value: 0 } });
    end();
  });
});
