import { expect, it, vi } from 'vitest';
import { noLeaks } from '../../src-main/device/testing/no-leaks.ts';
import { SimClock } from './sim-clock.ts';

noLeaks({ clock: 'fake' });

it('lets time pass faster when it is told to', async () => {
  const clock = SimClock.fromEnvironment({ HUTCH_SIM_SPEED: '10' });
  const done = vi.fn();
  const startS = clock.nowS();
  void clock.sleep(5).then(done);
  await vi.advanceTimersByTimeAsync(499);
  expect(done).not.toHaveBeenCalled();
  await vi.advanceTimersByTimeAsync(1);
  expect(done).toHaveBeenCalled();
  expect(clock.nowS() - startS).toBeCloseTo(5);
});

it('needs no timer for what is over at once', async () => {
  await new SimClock(1e6).sleep(60);
  expect(vi.getTimerCount()).toBe(0);
});

it('an abort ends a sleep and leaves no timer', async () => {
  const controller = new AbortController();
  const sleep = new SimClock().sleep(60, controller.signal);
  controller.abort();
  await expect(sleep).rejects.toMatchObject({ code: 'cancelled' });
  await expect(new SimClock().sleep(60, controller.signal)).rejects.toMatchObject({ code: 'cancelled' });
});

it('is real time unless told, and refuses a speed that is none', () => {
  expect(SimClock.fromEnvironment({}).speed).toBe(1);
  for (const speed of ['0', '-1', 'fast']) {
    expect(() => SimClock.fromEnvironment({ HUTCH_SIM_SPEED: speed })).toThrow(RangeError);
  }
});
