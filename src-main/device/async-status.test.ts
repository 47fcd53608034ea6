import { expect, it, vi } from 'vitest';
import { AsyncStatus } from './async-status.ts';
import { noLeaks } from './testing/no-leaks.ts';
import { WatchableAsyncStatus } from './watchable-async-status.ts';

noLeaks();

it('is done at once when its work needs no time', () => {
  const status = AsyncStatus.run(() => 3);
  expect([status.done, status.success, status.exception()]).toEqual([true, true, null]);
});

it('calls back once, at once when it is done already, and not after the callback was taken back', async () => {
  let finish: () => void = () => undefined;
  const status = AsyncStatus.run(() => new Promise<void>((resolve) => (finish = resolve)));
  const kept = vi.fn();
  const taken = vi.fn();
  status.addCallback(kept);
  status.addCallback(taken)();
  expect(status.done).toBe(false);
  finish();
  await status.wait();
  status.addCallback(kept);
  expect(kept.mock.calls).toEqual([[status], [status]]);
  expect(taken).not.toHaveBeenCalled();
});

it('keeps a failure that nobody waits for, without an unhandled rejection', async () => {
  const status = AsyncStatus.run(() => Promise.reject(new Error('jammed')));
  await new Promise((resolve) => setImmediate(resolve));
  expect([status.done, status.success, status.exception()?.message]).toEqual([true, false, 'jammed']);
  await expect(status.wait()).rejects.toThrow('jammed');
});

it('fails at once when the work throws, also with something that is no error', () => {
  const status = AsyncStatus.run(() => {
    throw 'stuck';
  });
  expect(status.exception()?.message).toBe('stuck');
});

it('is not thenable, so that an async function may return it', () => {
  expect('then' in AsyncStatus.finished()).toBe(false);
});

it('a watcher hears the last update and those that follow, with the time elapsed, until it leaves', async () => {
  vi.useFakeTimers();
  let report: (current: number) => void = () => undefined;
  let finish: () => void = () => undefined;
  const status = WatchableAsyncStatus.run((tell) => {
    report = (current) => tell({ current, unit: 'mm' });
    return new Promise<void>((resolve) => (finish = resolve));
  });
  report(1);
  vi.advanceTimersByTime(500);
  const seen: unknown[] = [];
  const leave = status.watch(({ current, timeElapsed }) => seen.push([current, timeElapsed]));
  report(2);
  leave();
  report(3);
  finish();
  await status.wait();
  vi.useRealTimers();
  expect(seen).toEqual([
    [1, 0],
    [2, 0.5],
  ]);
});
