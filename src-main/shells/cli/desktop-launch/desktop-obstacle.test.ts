import { describe, expect, it } from 'vitest';
import { desktopObstacle } from './desktop-obstacle.ts';

describe('what speaks against a window', () => {
  it.each([
    ['linux', { DISPLAY: ':0' }, 1000],
    ['linux', { WAYLAND_DISPLAY: 'wayland-0' }, 1000],
    ['darwin', {}, 501],
    ['win32', {}, undefined],
  ] as const)('is nothing on %s with %j', (platform, env, uid) => {
    expect(desktopObstacle({ platform, env, uid })).toBeUndefined();
  });

  it.each([
    ['linux', {}, 1000, 'no display'],
    ['linux', { DISPLAY: '' }, 1000, 'no display'],
    ['linux', { DISPLAY: ':0' }, 0, 'root'],
  ] as const)('on %s with %j and user %i is told', (platform, env, uid, reason) => {
    expect(desktopObstacle({ platform, env, uid })).toContain(reason);
  });
});
