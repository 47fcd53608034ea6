import { EventPageCollectable, Flyable, Preparable, type Protocol, Stoppable, satisfies } from '@hutch/sdk';
import { expect, it, vi } from 'vitest';
import { noLeaks } from '../../src-main/device/testing/no-leaks.ts';
import { SimFastCounter } from './sim-fast-counter.ts';
import { simWorld } from './sim-world.ts';

noLeaks({ clock: 'fake' });
const seconds = (time: number) => vi.advanceTimersByTimeAsync(time * 1000);

async function counter() {
  const world = simWorld();
  const device = new SimFastCounter(world, { rate: () => world.beam.sampleRate(), seed: 'counter' }).setName('counter');
  await device.connect();
  return { world, counter: device };
}

it('satisfies what a fly scan asks', async () => {
  const { counter: device } = await counter();
  const protocols: Protocol<unknown>[] = [Preparable, Flyable, EventPageCollectable, Stoppable];
  expect(protocols.filter((protocol) => !satisfies(device, protocol))).toEqual([]);
});

it('counts point after point, and can be emptied while it does', async () => {
  const { counter: device } = await counter();
  device.prepare({ points: 200, dwellS: 0.01 });
  device.kickoff();
  const status = device.complete();
  const progress: unknown[] = [];
  status.watch(({ current }) => progress.push(current));
  await seconds(1);
  const early = [...device.collectPages()];
  expect(status.done).toBe(false);
  await seconds(1.2);
  expect(status.success).toBe(true);
  const pages = [...early, ...device.collectPages()];
  expect(pages).toHaveLength(2);
  const points = pages.flatMap((page) => page.data['counter-point']);
  expect(points).toEqual(Array.from({ length: 200 }, (_, point) => point));
  for (const page of pages) expect(page.time).toHaveLength(page.data.counter?.length ?? 0);
  expect(Object.keys(device.describeCollect())).toEqual(Object.keys(pages[0]?.data ?? {}));
  expect([...device.collectPages()]).toEqual([]);
  expect(progress.at(-1)).toBe(200);
});

it('sees the beam change while it flies', async () => {
  const { counter: device, world } = await counter();
  device.prepare({ points: 100, dwellS: 0.01 });
  device.kickoff();
  await seconds(0.52);
  world.beam.sample.x = 0.42;
  await seconds(1);
  const counts = [...device.collectPages()].flatMap((page) => page.data.counter as number[]);
  expect(Math.max(...counts.slice(0, 45))).toBeLessThan(60);
  expect(Math.min(...counts.slice(60))).toBeGreaterThan(500);
});

it('a stop ends the flight and keeps what is counted', async () => {
  const { counter: device } = await counter();
  await device.stop();
  device.prepare({ points: 1000, dwellS: 0.01 });
  device.kickoff();
  const status = device.complete();
  await seconds(1);
  await device.stop();
  expect(status.exception()).toMatchObject({ code: 'cancelled', message: 'counter was stopped in flight' });
  expect([...device.collectPages()][0]?.time.length).toBeGreaterThan(80);
  expect(device.activity.getValue()).toBe('idle');
});

it.each([
  ['fail', 'counter stopped after 50 of 100 points: overflow'],
  ['disconnect', 'counter (sim://counter): the controller does not answer'],
] as const)('%s fails the flight', async (fault, message) => {
  const { counter: device } = await counter();
  device.prepare({ points: 100, dwellS: 0.01 });
  if (fault === 'fail') device.sim.fault.set(fault);
  device.kickoff();
  const status = device.complete();
  if (fault === 'disconnect') device.sim.fault.set(fault);
  await seconds(2);
  expect(status.exception()?.message).toBe(message);
});

it('loses one point when told so, stalls until it is stopped, and refuses to stop', async () => {
  const { counter: device } = await counter();
  device.prepare({ points: 10, dwellS: 0.01 });
  device.sim.fault.set('lose_frame');
  device.kickoff();
  await seconds(0.2);
  expect([...device.collectPages()][0]?.data['counter-point']).toEqual([0, 1, 2, 3, 4, 6, 7, 8, 9]);
  device.sim.fault.set('stall');
  device.kickoff();
  const status = device.complete();
  await seconds(60);
  expect(status.done).toBe(false);
  device.sim.fault.set('refuse_to_stop');
  await expect(device.stop()).rejects.toMatchObject({ code: 'device_failed' });
  device.sim.fault.set('none');
  await device.stop();
  expect(status.done).toBe(true);
});

it('refuses a wrong program, a flight while it flies, and to complete what was not started', async () => {
  const { counter: device } = await counter();
  expect(() => device.prepare({ points: 0, dwellS: 1 })).toThrow(expect.objectContaining({ code: 'invalid_params' }));
  expect(() => device.complete()).toThrow('counter must be kicked off before complete');
  device.kickoff();
  expect(() => device.kickoff()).toThrow('counter is counting already');
  expect(() => device.prepare({ points: 1, dwellS: 1 })).toThrow(expect.objectContaining({ code: 'device_busy' }));
  await seconds(2);
});
