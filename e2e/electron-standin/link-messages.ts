/** What the main process (child) tells the test, which plays Electron's browser process. */
export type FromMain =
  | { type: 'open-window'; windowId: number; preload: string | undefined; width: number; height: number }
  | { type: 'load'; windowId: number; url: string }
  | { type: 'reload'; windowId: number }
  | { type: 'destroy-window'; windowId: number }
  | { type: 'push'; windowId: number; channel: string; args: unknown[] }
  | { type: 'invoke-answer'; callId: number; value?: unknown; error?: string }
  | { type: 'asset-answer'; requestId: number; status: number; headers: Record<string, string>; body: Uint8Array }
  | { type: 'dialog'; dialogId: number; options: DialogOptions }
  | { type: 'error-box'; title: string; content: string }
  | { type: 'report'; report: MainReport };

/** What the test tells the main process. */
export type ToMain =
  | { type: 'invoke'; callId: number; windowId: number; frame: FrameOrigin; channel: string; args: unknown[] }
  | { type: 'asset'; requestId: number; url: string; method: string }
  | { type: 'page-event'; windowId: number; event: PageEvent }
  | { type: 'close-window'; windowId: number }
  | { type: 'dialog-answer'; dialogId: number; response: number }
  | { type: 'ask-report' };

/** Where a message of a page comes from. */
export interface FrameOrigin {
  url: string;
  isMainFrame: boolean;
}

export type PageEvent =
  | { name: 'did-start-navigation' }
  | { name: 'ready-to-show' }
  | { name: 'render-process-gone'; reason: string };

/** The part of a message box that a test looks at. */
export interface DialogOptions {
  message: string;
  detail: string;
  buttons: string[];
  defaultId: number;
  cancelId: number;
}

/** What main has asked of Electron so far, for specs of the wiring. */
export interface MainReport {
  /** Calls that count only before the app is ready, in order: `enableSandbox`, `registerSchemesAsPrivileged`. */
  beforeReady: string[];
  /** Setters of permission handlers that were called on the default session. */
  permissionHandlers: string[];
  /** Web preferences of every window, as they were given. */
  webPreferences: Record<string, unknown>[];
  /** How many power-save blocks stand. */
  powerSaveBlocks: number;
  /** How often a window was brought to the front. */
  focused: number;
}
