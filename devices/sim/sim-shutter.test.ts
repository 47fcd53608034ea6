import { expect, it, vi } from 'vitest';
import { noLeaks } from '../../src-main/device/testing/no-leaks.ts';
import { SimRingCurrent } from './sim-ring-current.ts';
import { SimShutter } from './sim-shutter.ts';
import { simWorld } from './sim-world.ts';

noLeaks({ clock: 'fake' });
const seconds = (time: number) => vi.advanceTimersByTimeAsync(time * 1000);

async function shutter() {
  const world = simWorld();
  const device = new SimShutter(world).setName('shutter');
  await device.connect();
  return { world, shutter: device };
}

it('a shutter closes in its time, and takes the beam away only then', async () => {
  const { world, shutter: device } = await shutter();
  const status = device.set('closed');
  expect(device.locate()).toEqual({ setpoint: 'closed', readback: 'open' });
  expect([device.activity.getValue(), world.beam.shutterOpen]).toEqual(['moving', true]);
  expect(() => device.set('open')).toThrow(expect.objectContaining({ code: 'device_busy' }));
  // As a plan does that goes on after a pause.
  expect(device.set('closed')).toBe(status);
  await seconds(0.31);
  expect([status.success, world.beam.shutterOpen]).toEqual([true, false]);
  expect(await device.read()).toMatchObject({ shutter: { value: 'closed' } });
  expect(await device.describe()).toMatchObject({ shutter: { dtype: 'string', choices: ['open', 'closed'] } });
});

it('a shutter is open or closed and nothing between', async () => {
  const { shutter: device } = await shutter();
  expect(() => device.set('ajar' as 'open')).toThrow("shutter: expected one of open, closed, not 'ajar'");
});

it.each([
  ['fail', 0, 'shutter stays open: interlock'],
  ['stall', 6, 'shutter is not closed after 5 s: the end switch does not answer'],
  ['disconnect', 0, 'shutter (sim://shutter): the controller does not answer'],
] as const)('%s fails the move and the shutter stays open', async (fault, time, message) => {
  const { world, shutter: device } = await shutter();
  device.sim.fault.set(fault);
  const status = device.set('closed');
  await seconds(time);
  expect(status.exception()?.message).toBe(message);
  expect([world.beam.shutterOpen, device.activity.getValue()]).toEqual([true, 'idle']);
});

it('the ring current falls slowly, is topped up, and is looked at only while somebody looks', async () => {
  const ring = new SimRingCurrent(simWorld()).setName('ring_current');
  await ring.connect();
  expect(await ring.read()).toMatchObject({ ring_current: { value: expect.closeTo(299.8, 0) } });
  const seen: number[] = [];
  const callback = (readings: Record<string, { value: unknown }>) => {
    seen.push(Number(readings.ring_current?.value));
  };
  ring.subscribe(callback);
  await seconds(10);
  ring.clearSub(callback);
  expect(vi.getTimerCount()).toBe(0);
  expect(seen.length).toBe(11);
  expect(seen).toEqual([...seen].sort((a, b) => b - a));
  const low = Number((await ring.read()).ring_current?.value);
  await seconds(290);
  expect((await ring.read()).ring_current?.value).toBeGreaterThan(low);
});
