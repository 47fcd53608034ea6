import { EventEmitter } from 'node:events';
import { report } from './report.ts';

const noteHandler = (name: string) => (): void => {
  report.permissionHandlers.push(name);
};

/** `session`: main's handlers are recorded; no page here asks them. */
export const session = {
  defaultSession: {
    setPermissionRequestHandler: noteHandler('setPermissionRequestHandler'),
    setPermissionCheckHandler: noteHandler('setPermissionCheckHandler'),
    setDevicePermissionHandler: noteHandler('setDevicePermissionHandler'),
  },
};

/** `powerSaveBlocker`: blocks are counted. */
export const powerSaveBlocker = {
  start: (): number => {
    report.powerSaveBlocks += 1;
    return report.powerSaveBlocks;
  },
  stop: (): void => {
    report.powerSaveBlocks -= 1;
  },
};

/** `Menu`: there is none. */
export const Menu = {
  buildFromTemplate: (template: unknown[]): unknown[] => template,
  setApplicationMenu: (_menu: unknown): void => undefined,
};

/** `nativeTheme`: light. */
export const nativeTheme = Object.assign(new EventEmitter(), { shouldUseDarkColors: false });
