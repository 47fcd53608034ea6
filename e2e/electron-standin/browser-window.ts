import { EventEmitter } from 'node:events';
import type { BrowserWindowConstructorOptions } from 'electron';
import { listen, tell } from './link.ts';
import type { PageEvent } from './link-messages.ts';
import { emitPreventable } from './preventable.ts';
import { report } from './report.ts';
import { WebContents } from './web-contents.ts';

const windows = new Map<number, BrowserWindow>();

/** `BrowserWindow`: a page of Playwright's browser stands for it. */
export class BrowserWindow extends EventEmitter {
  static onCreated: (contents: WebContents) => void = () => undefined;
  static onAllClosed: () => void = () => undefined;

  readonly id = windows.size + 1;
  readonly webContents: WebContents;
  #visible = false;

  constructor({ width = 800, height = 600, webPreferences = {} }: BrowserWindowConstructorOptions = {}) {
    super();
    this.webContents = new WebContents(this.id);
    windows.set(this.id, this);
    report.webPreferences.push({ ...webPreferences });
    tell({ type: 'open-window', windowId: this.id, preload: webPreferences.preload, width, height });
    BrowserWindow.onCreated(this.webContents);
  }

  static getAllWindows(): BrowserWindow[] {
    return [...windows.values()].filter((window) => !window.webContents.isDestroyed());
  }

  static byId(id: number): BrowserWindow | undefined {
    return windows.get(id);
  }

  async loadURL(url: string): Promise<void> {
    tell({ type: 'load', windowId: this.id, url });
  }

  show(): void {
    this.#visible = true;
  }

  isVisible(): boolean {
    return this.#visible;
  }

  focus(): void {
    report.focused += 1;
    this.#visible = true;
  }

  isMinimized(): boolean {
    return false;
  }

  restore(): void {
    this.#visible = true;
  }

  close(): void {
    if (!this.webContents.isDestroyed() && emitPreventable(this, 'close')) this.destroy();
  }

  destroy(): void {
    if (this.webContents.isDestroyed()) return;
    this.webContents.markDestroyed();
    tell({ type: 'destroy-window', windowId: this.id });
    this.emit('closed');
    if (BrowserWindow.getAllWindows().length === 0) BrowserWindow.onAllClosed();
  }

  /** Passes on what happened to the page. */
  note(event: PageEvent): void {
    switch (event.name) {
      case 'did-start-navigation':
        this.webContents.emit(event.name, { isMainFrame: true, isSameDocument: false });
        break;
      case 'ready-to-show':
        this.emit(event.name);
        break;
      case 'render-process-gone':
        this.webContents.emit(event.name, {}, { reason: event.reason, exitCode: 1 });
        break;
    }
  }
}

listen('close-window', ({ windowId }) => windows.get(windowId)?.close());
listen('page-event', ({ windowId, event }) => windows.get(windowId)?.note(event));
