import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { settledWithin } from './settled-within.ts';
import { untilAborted } from './until-aborted.ts';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  expect(vi.getTimerCount()).toBe(0);
  vi.useRealTimers();
});

describe('settledWithin', () => {
  it('is true, or rejects, as soon as the work is done', async () => {
    const late = vi.fn();
    await expect(settledWithin(Promise.resolve(1), 100, late)).resolves.toBe(true);
    await expect(settledWithin(Promise.reject(new Error('no')), 100, late)).rejects.toThrow('no');
    expect(late).not.toHaveBeenCalled();
  });

  it('is false when time is up, and hands a later rejection over', async () => {
    const late = vi.fn();
    let fail: (error: Error) => void = () => undefined;
    const work = new Promise((_resolve, reject) => {
      fail = reject;
    });
    const settled = settledWithin(work, 100, late);
    await vi.advanceTimersByTimeAsync(100);
    await expect(settled).resolves.toBe(false);
    fail(new Error('too late'));
    await vi.advanceTimersByTimeAsync(0);
    expect(late).toHaveBeenCalledWith(expect.objectContaining({ message: 'too late' }));
  });
});

describe('untilAborted', () => {
  it('settles as the work does and listens no longer', async () => {
    const { signal } = new AbortController();
    const remove = vi.spyOn(signal, 'removeEventListener');
    await expect(untilAborted(Promise.resolve(1), signal)).resolves.toBe(1);
    await expect(untilAborted(Promise.reject(new Error('no')), signal)).rejects.toThrow('no');
    expect(remove).toHaveBeenCalledTimes(2);
  });

  it('rejects with the reason when the signal aborts, before or after', async () => {
    const before = new AbortController();
    before.abort('enough');
    await expect(untilAborted(new Promise(() => undefined), before.signal)).rejects.toBe('enough');
    const after = new AbortController();
    const waiting = untilAborted(new Promise(() => undefined), after.signal);
    after.abort('later');
    await expect(waiting).rejects.toBe('later');
  });
});
