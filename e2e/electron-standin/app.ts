import { EventEmitter } from 'node:events';
import { BrowserWindow } from './browser-window.ts';
import { hangUp } from './link.ts';
import { emitPreventable } from './preventable.ts';
import { report } from './report.ts';

/** `app`: the life of the application. Ready comes a turn after the main module has been evaluated, never before. */
class App extends EventEmitter {
  readonly #ready: Promise<void>;
  #isReady = false;

  constructor() {
    super();
    this.#ready = new Promise((resolve) => {
      setImmediate(() => {
        this.#isReady = true;
        this.emit('ready');
        resolve();
      });
    });
    BrowserWindow.onCreated = (contents) => this.emit('web-contents-created', {}, contents);
    BrowserWindow.onAllClosed = () => this.#allClosed();
  }

  enableSandbox(): void {
    if (this.#isReady) throw new Error('app.enableSandbox() can only be called before app is ready');
    report.beforeReady.push('enableSandbox');
  }

  whenReady(): Promise<void> {
    return this.#ready;
  }

  /** A second instance is what the environment says. */
  requestSingleInstanceLock(): boolean {
    return process.env.HUTCH_STANDIN_SECOND_INSTANCE === undefined;
  }

  /** Asks, closes every window, which may be prevented, and ends. */
  quit(): void {
    if (!emitPreventable(this, 'before-quit')) return;
    for (const window of BrowserWindow.getAllWindows()) window.close();
    if (BrowserWindow.getAllWindows().length > 0 || !emitPreventable(this, 'will-quit')) return;
    this.emit('quit', {}, 0);
    this.exit(0);
  }

  /** Ends at once, asking nobody. */
  exit(status = 0): void {
    for (const window of BrowserWindow.getAllWindows()) window.destroy();
    process.exitCode = status;
    hangUp();
  }

  #allClosed(): void {
    if (this.listenerCount('window-all-closed') > 0) this.emit('window-all-closed');
    else this.quit();
  }
}

export const app = new App();
