import { EventEmitter } from 'node:events';
import { BrowserWindow } from './browser-window.ts';
import { hangUp } from './link.ts';
import { getPath, setPath } from './paths.ts';
import { emitPreventable } from './preventable.ts';
import { report } from './report.ts';
import { takeInstanceLock } from './single-instance-lock.ts';

/** `app`: the life of the application. */
class App extends EventEmitter {
  readonly getPath = getPath;
  readonly #ready: Promise<void>;
  #isReady = false;
  #hasQuit = false;

  constructor() {
    super();
    this.#ready = new Promise((resolve) => this.once('ready', resolve));
    BrowserWindow.onCreated = (contents) => this.emit('web-contents-created', {}, contents);
    BrowserWindow.onAllClosed = () => this.#allClosed();
  }

  enableSandbox(): void {
    if (this.#isReady) throw new Error('app.enableSandbox() can only be called before app is ready');
    report.beforeReady.push('enableSandbox');
  }

  /** The profile is opened where the path says when the app becomes ready: afterwards it is too late. */
  setPath(name: string, path: string): void {
    if (this.#isReady) throw new Error(`app.setPath('${name}') would come too late: the app is ready`);
    setPath(name, path);
  }

  whenReady(): Promise<void> {
    return this.#ready;
  }

  requestSingleInstanceLock(): boolean {
    return takeInstanceLock(getPath('userData'), () => this.emit('second-instance', {}, [], ''));
  }

  /** Called when the main module has been evaluated. An app that has quit before never becomes ready. */
  becomeReady(): void {
    if (this.#hasQuit) return;
    this.#isReady = true;
    this.emit('ready');
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
    this.#hasQuit = true;
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
