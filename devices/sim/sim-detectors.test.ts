import { mainValue, Stoppable, satisfies, Triggerable } from '@hutch/sdk';
import { expect, it, vi } from 'vitest';
import { noLeaks } from '../../src-main/device/testing/no-leaks.ts';
import { SimAreaDetector } from './sim-area-detector.ts';
import { SimPointDetector } from './sim-point-detector.ts';
import { simWorld } from './sim-world.ts';

noLeaks({ clock: 'fake' });
const seconds = (time: number) => vi.advanceTimersByTimeAsync(time * 1000);

async function point(environment: Record<string, string> = {}) {
  const world = simWorld(environment);
  const det = new SimPointDetector(world, { rate: () => world.beam.sampleRate(), seed: 'det' }).setName('det');
  await det.connect();
  return { world, det };
}

async function area(environment: Record<string, string> = {}) {
  const world = simWorld(environment);
  const andor = new SimAreaDetector(world, { efficiency: 0.5, darkRate: 5, seed: 'andor' }).setName('andor');
  await andor.connect();
  return { world, andor };
}

async function counts({ det }: Awaited<ReturnType<typeof point>>): Promise<number> {
  const status = det.trigger();
  await seconds(det.exposure.getValue() + 0.01);
  expect(status.success).toBe(true);
  return det.readback.getValue();
}

it('counts for its exposure time, and says that it does', async () => {
  const { det } = await point();
  const status = det.trigger();
  expect([det.activity.getValue(), status.done]).toEqual(['counting', false]);
  await seconds(0.19);
  expect(status.done).toBe(false);
  await seconds(0.02);
  expect([det.activity.getValue(), status.success]).toEqual(['idle', true]);
  expect(await det.read()).toMatchObject({ det: { value: expect.any(Number), alarm_severity: 0 } });
  expect(await det.readConfiguration()).toMatchObject({ 'det-exposure': { value: 0.2 } });
  expect(det.hints).toEqual({ fields: ['det'] });
});

it('sees a spot of 0.26 mm around x = 0.42 mm, about 14,000 counts high', async () => {
  const setup = await point();
  const at: Record<string, number> = {};
  for (const x of [-5, 0.29, 0.42, 0.55]) {
    setup.world.beam.sample.x = x;
    at[x] = await counts(setup);
  }
  expect(at['0.42']).toBeGreaterThan(13_500);
  expect(at['0.42']).toBeLessThan(14_800);
  for (const half of ['0.29', '0.55']) expect((at[half] ?? 0) / (at['0.42'] ?? 1)).toBeCloseTo(0.5, 1);
  expect(at['-5']).toBeLessThan(250);
});

it('counts more in a longer exposure, noise included, and next to nothing behind a closed shutter', async () => {
  const setup = await point();
  setup.world.beam.sample.x = 0.42;
  const once = await counts(setup);
  expect(await counts(setup)).not.toBe(once);
  setup.det.exposure.set(2);
  expect((await counts(setup)) / once).toBeCloseTo(10, 0);
  setup.world.beam.shutterOpen = false;
  expect(await counts(setup)).toBeLessThan(100);
});

it('refuses a second trigger while it counts', async () => {
  const { det } = await point();
  const status = det.trigger();
  expect(() => det.trigger()).toThrow(expect.objectContaining({ code: 'device_busy' }));
  await seconds(0.3);
  expect(status.success).toBe(true);
});

it('after a pause in mid-exposure a plan triggers again: the exposure begins anew', async () => {
  const { det } = await point();
  const first = det.trigger();
  await seconds(0.1);
  det.pause();
  det.resume();
  const second = det.trigger();
  await seconds(0.15);
  expect([first.success, second.done, det.activity.getValue()]).toEqual([true, false, 'counting']);
  await seconds(0.1);
  expect([second.success, det.activity.getValue()]).toEqual([true, 'idle']);
  // The next exposure is an ordinary one again.
  void det.trigger();
  expect(() => det.trigger()).toThrow(expect.objectContaining({ code: 'device_busy' }));
  await seconds(0.3);
});

it('a stop ends the exposure; twice is once, and none is none', async () => {
  const { det } = await point();
  det.pause();
  await det.stop();
  det.exposure.set(60);
  const status = det.trigger();
  await seconds(1);
  await Promise.all([det.stop(), det.stop()]);
  expect(status.exception()).toMatchObject({ code: 'cancelled', message: 'det was stopped during its exposure' });
  expect(det.activity.getValue()).toBe('idle');
});

it('reports how much of the exposure is over', async () => {
  const { det } = await point();
  det.exposure.set(1);
  const status = det.trigger();
  await seconds(0.55);
  const seen: unknown[] = [];
  status.watch((update) => seen.push(update));
  expect(seen[0]).toMatchObject({ name: 'det', current: 0.5, target: 1, unit: 's', fraction: 0.5, timeRemaining: 0.5 });
  await seconds(1);
});

it('fails at the trigger that it was told to fail at, once', async () => {
  const { det } = await point({ HUTCH_SIM_FAULT: 'det:fail@3' });
  const outcomes: boolean[] = [];
  for (let trigger = 1; trigger <= 4; trigger += 1) {
    const status = det.trigger();
    await seconds(0.3);
    outcomes.push(status.success);
    if (trigger === 3) {
      expect(status.exception()).toMatchObject({
        code: 'device_failed',
        message: 'det did not finish its exposure: the end-of-exposure signal did not come',
      });
    }
  }
  expect(outcomes).toEqual([true, true, false, true]);
});

it('stalled, it gives up in the end, and can be stopped before', async () => {
  const { det } = await point();
  det.sim.fault.set('stall');
  const status = det.trigger();
  await seconds(9);
  expect(status.done).toBe(false);
  await seconds(2);
  expect(status.exception()).toMatchObject({ code: 'timeout' });
  const again = det.trigger();
  await seconds(1);
  await det.stop();
  expect(again.exception()).toMatchObject({ code: 'cancelled' });
});

it('lost during an exposure, the exposure fails at once', async () => {
  const { det } = await point();
  const status = det.trigger();
  det.sim.fault.set('disconnect');
  await seconds(0);
  expect(status.exception()).toMatchObject({ code: 'not_connected', message: expect.stringContaining('det') });
  expect(det.connection.state).toBe('disconnected');
  await expect(det.trigger().wait()).rejects.toMatchObject({ code: 'not_connected' });
});

it('refuses to stop when told so', async () => {
  const { det } = await point();
  det.sim.fault.set('refuse_to_stop');
  const status = det.trigger();
  await expect(det.stop()).rejects.toMatchObject({ code: 'device_failed' });
  await seconds(1);
  expect(status.success).toBe(true);
});

it.each([
  ['alarm', (reading: { alarm_severity?: number }) => expect(reading.alarm_severity).toBe(2)],
  ['jump', (reading: { value: unknown }) => expect(reading.value).toBeGreaterThan(2000)],
] as const)('%s shows in the counts', async (fault, check) => {
  const setup = await point();
  setup.det.sim.fault.set(fault);
  await counts(setup);
  const { det } = await setup.det.read();
  check(det ?? { value: undefined, timestamp: 0 });
});

it('slow, it takes ten times as long', async () => {
  const { det } = await point();
  det.sim.fault.set('slow');
  const status = det.trigger();
  await seconds(1.9);
  expect(status.done).toBe(false);
  await seconds(0.2);
  expect(status.success).toBe(true);
});

it('let go during an exposure, it ends it', async () => {
  const { det } = await point();
  const status = det.trigger();
  det.dispose();
  await seconds(0);
  expect(status.exception()).toMatchObject({ code: 'cancelled' });
});

it('an area detector gives a frame and its sum, of which only the sum is plotted', async () => {
  const { andor, world } = await area();
  expect([satisfies(andor, Triggerable), satisfies(andor, Stoppable), mainValue(andor)?.readback.name]).toEqual([
    true,
    true,
    'andor-sum',
  ]);
  world.beam.sample.x = 0.42;
  const status = andor.trigger();
  await seconds(0.3);
  expect(status.success).toBe(true);
  const readings = await andor.read();
  const image = readings['andor-image']?.value as number[][];
  expect([image.length, image[0]?.length]).toEqual([48, 64]);
  expect(image.flat().reduce((sum, count) => sum + count)).toBe(readings['andor-sum']?.value);
  expect(readings['andor-sum']?.value).toBeGreaterThan(8000);
  expect(await andor.describe()).toMatchObject({
    'andor-sum': { dtype: 'integer', shape: [] },
    'andor-image': { dtype: 'array', shape: [48, 64], dtype_numpy: '<u2', source: 'sim://andor-image' },
  });
  expect(andor.hints).toEqual({ fields: ['andor-sum'] });
});

it('the spot on a frame moves with the sample', async () => {
  const { andor, world } = await area();
  const centre = async () => {
    void andor.trigger();
    await seconds(0.3);
    const { data } = andor.image.getValue();
    let weighted = 0;
    for (const [pixel, count] of data.entries()) weighted += (pixel % 64) * count;
    return weighted / andor.sum.getValue();
  };
  world.beam.sample.x = 0.3;
  const left = await centre();
  world.beam.sample.x = 0.54;
  expect((await centre()) - left).toBeGreaterThan(0.8);
});

it('a lost frame fails the trigger by its number, once; the next comes', async () => {
  const { andor } = await area();
  andor.sim.fault.set('lose_frame');
  const lost = andor.trigger();
  await seconds(0.3);
  expect(lost.exception()?.message).toBe('andor lost frame 1: it was triggered, and no frame came');
  const next = andor.trigger();
  await seconds(0.3);
  expect(next.success).toBe(true);
});
