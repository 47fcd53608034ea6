import { EventEmitter } from 'node:events';
import type { WebContents } from 'electron';
import { describe, expect, it, vi } from 'vitest';
import { revivePage } from './revive-page.ts';

describe('a page that crashes', () => {
  const setUp = () => {
    const page = Object.assign(new EventEmitter(), { reload: vi.fn() });
    const giveUp = vi.fn();
    let now = 0;
    revivePage(page as unknown as WebContents, giveUp, () => now);
    const crash = (afterMs: number, reason = 'crashed') => {
      now += afterMs;
      page.emit('render-process-gone', {}, { reason });
    };
    return { page, giveUp, crash };
  };

  it('is loaded anew', () => {
    const { page, giveUp, crash } = setUp();
    crash(0);
    expect(page.reload).toHaveBeenCalledOnce();
    expect(giveUp).not.toHaveBeenCalled();
  });

  it('is given up, once, when it keeps crashing', () => {
    const { page, giveUp, crash } = setUp();
    for (let time = 0; time < 5; time += 1) crash(1000, 'oom');
    expect(page.reload).toHaveBeenCalledTimes(2);
    expect(giveUp.mock.calls).toEqual([['oom']]);
  });

  it('is loaded anew as often as it takes when it crashes now and then', () => {
    const { page, giveUp, crash } = setUp();
    for (let time = 0; time < 5; time += 1) crash(40_000);
    expect(page.reload).toHaveBeenCalledTimes(5);
    expect(giveUp).not.toHaveBeenCalled();
  });

  it('that only ended is left alone', () => {
    const { page, crash } = setUp();
    crash(0, 'clean-exit');
    expect(page.reload).not.toHaveBeenCalled();
  });
});
