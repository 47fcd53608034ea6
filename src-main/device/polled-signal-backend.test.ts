import { afterEach, expect, it, vi } from 'vitest';
import { float } from './datatype.ts';
import { polledSignalR } from './polled-signal-backend.ts';
import { noLeaks } from './testing/no-leaks.ts';

noLeaks();

afterEach(() => {
  vi.useRealTimers();
});

it('asks when it is read, and once an interval while somebody listens, and then no more', () => {
  vi.useFakeTimers();
  let value = 300;
  const sample = vi.fn(() => value--);
  const signal = polledSignalR(float, { sample, intervalMs: 1000, units: 'mA' });
  expect(signal.getValue()).toBe(299);
  const seen: number[] = [];
  const leave = signal.subscribeValue((current) => seen.push(current));
  const leaveToo = signal.subscribeValue(() => undefined);
  vi.advanceTimersByTime(2500);
  leave();
  leaveToo();
  leave();
  vi.advanceTimersByTime(5000);
  expect(seen).toEqual([298, 297, 296]);
  expect(vi.getTimerCount()).toBe(0);
});

it('dispose stops the asking', () => {
  vi.useFakeTimers();
  const signal = polledSignalR(float, { sample: () => 1 });
  signal.subscribeValue(() => undefined);
  signal.dispose();
  expect(vi.getTimerCount()).toBe(0);
});
