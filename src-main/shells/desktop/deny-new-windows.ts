import type { WebContents } from 'electron';

/**
 * Lets the page open no window and no tab, and no other program either: nothing in Hutch calls `shell.openExternal`.
 * Source: Electron's security checklist, items 14 and 15.
 */
export function denyNewWindows(contents: Pick<WebContents, 'setWindowOpenHandler'>): void {
  contents.setWindowOpenHandler(() => ({ action: 'deny' }));
}
