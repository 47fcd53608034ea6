import { describe, expect, it, vi } from 'vitest';
import { DeviceOwnership } from './device-ownership.ts';

describe('DeviceOwnership', () => {
  it('covers what is above and below an owned device, and not what is beside it', () => {
    const ownership = new DeviceOwnership();
    ownership.claim('scan', ['stage.x', 'det']);
    for (const path of ['stage.x', 'stage', 'stage.x.velocity', 'det', 'det.exposure']) {
      expect(ownership.ownerOf(path)).toBe('scan');
    }
    for (const path of ['stage.y', 'stage.x2', 'detector', 'i0']) expect(ownership.ownerOf(path)).toBeNull();
  });

  it('gives everything back, and tells of each change once', () => {
    const ownership = new DeviceOwnership();
    const changed = vi.fn();
    ownership.onChange(changed);
    ownership.claim('scan', ['det']);
    ownership.release();
    ownership.release();
    expect(ownership.ownerOf('det')).toBeNull();
    expect(changed).toHaveBeenCalledTimes(2);
  });
});
