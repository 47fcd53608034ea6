import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { Heartbeat } from './heartbeat.ts';

const probe = vi.fn();
const onSilence = vi.fn();
let heartbeat: Heartbeat;

beforeEach(() => {
  vi.useFakeTimers();
  probe.mockReset();
  onSilence.mockReset();
  heartbeat = new Heartbeat({ probeAfterMs: 4_000, limitMs: 6_000 }, probe, onSilence);
  heartbeat.start();
});

afterEach(() => {
  heartbeat.stop();
  heartbeat.stop();
  expect(vi.getTimerCount()).toBe(0);
  vi.useRealTimers();
});

test('who talks is not asked', () => {
  for (let second = 0; second < 20; second += 1) {
    vi.advanceTimersByTime(1_000);
    heartbeat.heard();
  }
  expect(probe).not.toHaveBeenCalled();
});

test('who is quiet is asked once, and any word is an answer', () => {
  vi.advanceTimersByTime(4_000);
  expect(probe).toHaveBeenCalledTimes(1);
  vi.advanceTimersByTime(5_999);
  heartbeat.heard();
  vi.advanceTimersByTime(3_999);
  expect(probe).toHaveBeenCalledTimes(1);
  expect(onSilence).not.toHaveBeenCalled();
});

test('who does not answer within the limit counts as lost, once', () => {
  vi.advanceTimersByTime(10_000);
  expect(onSilence).toHaveBeenCalledTimes(1);
  vi.advanceTimersByTime(60_000);
  expect(onSilence).toHaveBeenCalledTimes(1);
});
