import { app } from './app.ts';

export { BrowserWindow } from './browser-window.ts';
export { dialog } from './dialog.ts';
export { ipcMain } from './ipc-main.ts';
export { protocol } from './protocol.ts';
export { Menu, nativeTheme, powerSaveBlocker, session } from './surroundings.ts';
/** What `import { ... } from 'electron'` gives in the main process under test. An export that is missing here fails loudly at the import. */
export { app };

/** For the launcher: the main module has been evaluated. */
export const becomeReady = (): void => app.becomeReady();
