import { describe, expect, it, vi } from 'vitest';
import { denyPermissions } from './deny-permissions.ts';

describe('the permissions of the page', () => {
  const handlers = {
    setPermissionRequestHandler: vi.fn(),
    setPermissionCheckHandler: vi.fn(),
    setDevicePermissionHandler: vi.fn(),
  };
  denyPermissions(handlers);
  const [request] = handlers.setPermissionRequestHandler.mock.calls[0] ?? [];
  const [check] = handlers.setPermissionCheckHandler.mock.calls[0] ?? [];
  const [device] = handlers.setDevicePermissionHandler.mock.calls[0] ?? [];

  it.each([
    'clipboard-read',
    'clipboard-sanitized-write',
    'display-capture',
    'fullscreen',
    'geolocation',
    'hid',
    'idle-detection',
    'media',
    'mediaKeySystem',
    'midi',
    'midiSysex',
    'notifications',
    'openExternal',
    'pointerLock',
    'serial',
    'speaker-selection',
    'storage-access',
    'top-level-storage-access',
    'unknown',
    'usb',
    'window-management',
  ])('refuse %s, asked or checked', (permission) => {
    const answer = vi.fn();
    request(null, permission, answer, {});
    expect(answer.mock.calls).toEqual([[false]]);
    expect(check(null, permission, 'app://hutch', {})).toBe(false);
  });

  it('refuse every device', () => {
    expect(device({ deviceType: 'serial', origin: 'app://hutch', device: {} })).toBe(false);
  });
});
