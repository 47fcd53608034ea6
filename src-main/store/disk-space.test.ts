import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { DiskSpace } from './disk-space.ts';

/** A disk of 1000 blocks of 4 kB, of which `free` are left. */
function disk(free: number) {
  const state = { free };
  const statfs = () => ({ bsize: 4096, blocks: 1000, bavail: state.free });
  return { state, statfs };
}

describe('DiskSpace', () => {
  beforeEach(() => {
    vi.useFakeTimers();
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  it('is low under 5 % and full under 1 %', () => {
    const { state, statfs } = disk(50);
    const space = new DiskSpace('/state', { statfs });
    expect(space.read()).toEqual({ free_bytes: 50 * 4096, free_fraction: 0.05, space: 'ok' });
    state.free = 49;
    expect(space.read().space).toBe('low');
    state.free = 10;
    expect(space.read().space).toBe('low');
    state.free = 9;
    expect(space.read().space).toBe('full');
  });

  it('has other limits where somebody sets them', () => {
    const { statfs } = disk(150);
    expect(new DiskSpace('/state', { statfs, low: 0.2, full: 0.1 }).read().space).toBe('low');
  });

  it('takes a file system that does not answer for one with room', () => {
    const statfs = () => {
      throw new Error('ENOSYS');
    };
    expect(new DiskSpace('/state', { statfs }).read()).toEqual({ free_bytes: null, free_fraction: null, space: 'ok' });
    const empty = () => ({ bsize: 0, blocks: 0, bavail: 0 });
    expect(new DiskSpace('/proc', { statfs: empty }).read().space).toBe('ok');
  });

  it('tells when it gets less, and when there is room again', () => {
    const { state, statfs } = disk(500);
    const told: string[] = [];
    const end = new DiskSpace('/state', { statfs }).watch(1000, ({ space }) => told.push(space));
    for (const free of [400, 30, 20, 5, 600]) {
      state.free = free;
      vi.advanceTimersByTime(1000);
    }
    expect(told).toEqual(['ok', 'low', 'full', 'ok']);
    end();
    end();
    expect(vi.getTimerCount()).toBe(0);
  });

  it('knows the disk of this machine', () => {
    const { free_bytes, free_fraction } = new DiskSpace('.').read();
    expect(free_bytes).toBeGreaterThan(0);
    expect(free_fraction).toBeGreaterThan(0);
    expect(free_fraction).toBeLessThanOrEqual(1);
  });
});
