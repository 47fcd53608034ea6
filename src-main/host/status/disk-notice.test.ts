import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { DiskSpace } from '../../store/disk-space.ts';
import { noRoom, watchDisk } from './disk-notice.ts';
import { NoticeBoard } from './notice-board.ts';

/** Free blocks of 1 MB, of 1000. */
let free = 500;
const space = new DiskSpace('/data', { statfs: () => ({ bsize: 1_000_000, blocks: 1000, bavail: free }) });

beforeEach(() => {
  vi.useFakeTimers();
  free = 500;
});
afterEach(() => {
  expect(vi.getTimerCount()).toBe(0);
  vi.useRealTimers();
});

describe('the disk', () => {
  it('is told of as long as it is nearly full, every ten seconds anew, and no run starts when it is full', () => {
    const notices = new NoticeBoard(() => 1);
    const end = watchDisk(space, notices);
    expect(notices.list()).toEqual([]);
    expect(noRoom(space)).toBeUndefined();
    free = 40;
    vi.advanceTimersByTime(10_000);
    expect(notices.list()).toMatchObject([{ level: 'warning', dismissible: false }]);
    expect(notices.list()[0]?.message).toContain('4.0 % (0.0 GB) is free');
    expect(noRoom(space)).toBeUndefined();
    free = 9;
    expect(noRoom(space)).toMatchObject({ code: 'disk_full', message: expect.stringContaining('no run starts') });
    vi.advanceTimersByTime(10_000);
    expect(notices.list()).toMatchObject([{ level: 'error' }]);
    free = 500;
    vi.advanceTimersByTime(10_000);
    expect(notices.list()).toEqual([]);
    end();
    end();
  });

  it('that nobody knows is taken for one with room', () => {
    expect(noRoom(undefined)).toBeUndefined();
  });
});
