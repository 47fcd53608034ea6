import type { BrowserWindowConstructorOptions, WebPreferences } from 'electron';

/** What the settings of the window depend on. */
export interface WindowSurroundings {
  /** Absolute path of the built preload. */
  preload: string;
  /** Whether the operating system prefers dark: the colour of the window before the page has painted. */
  dark: boolean;
}

/**
 * The powers of the console's page: none. Those that are Electron's defaults stand here all the same, so that a changed default changes nothing
 * and a test can read them. Source: Electron's security checklist, items 2, 3, 4, 6, 8, 9, 10 and 12.
 */
export function buildWebPreferences(preload: string): WebPreferences {
  return {
    preload,
    sandbox: true,
    contextIsolation: true,
    nodeIntegration: false,
    nodeIntegrationInWorker: false,
    nodeIntegrationInSubFrames: false,
    webSecurity: true,
    allowRunningInsecureContent: false,
    experimentalFeatures: false,
    webviewTag: false,
    navigateOnDragDrop: false,
    safeDialogs: true,
    // Parameters are names and numbers; red waves under them would look like faults.
    spellcheck: false,
  };
}

/** The console's window. It is shown once the page has painted, so that nobody sees it empty. */
export function buildWindowOptions({ preload, dark }: WindowSurroundings): BrowserWindowConstructorOptions {
  return {
    title: 'Hutch',
    width: 1440,
    height: 900,
    minWidth: 640,
    minHeight: 480,
    show: false,
    backgroundColor: dark ? '#16181b' : '#f4f5f6',
    autoHideMenuBar: true,
    webPreferences: buildWebPreferences(preload),
  };
}
