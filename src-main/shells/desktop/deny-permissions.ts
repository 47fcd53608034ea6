import type { Session } from 'electron';

/**
 * Refuses every permission that a page may ask for: Electron's default is to grant them all. The console needs none.
 * Source: Electron's security checklist, item 5; both the request and the check are answered, and devices (serial, HID, USB) with them.
 */
export function denyPermissions(
  session: Pick<Session, 'setPermissionRequestHandler' | 'setPermissionCheckHandler' | 'setDevicePermissionHandler'>,
): void {
  session.setPermissionRequestHandler((_contents, _permission, answer) => answer(false));
  session.setPermissionCheckHandler(() => false);
  session.setDevicePermissionHandler(() => false);
}
