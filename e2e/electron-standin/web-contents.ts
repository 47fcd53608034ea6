import { EventEmitter } from 'node:events';
import { tell } from './link.ts';

/** `webContents`: main's end of a page. */
export class WebContents extends EventEmitter {
  readonly #windowId: number;
  #destroyed = false;

  constructor(windowId: number) {
    super();
    this.#windowId = windowId;
  }

  send(channel: string, ...args: unknown[]): void {
    if (this.#destroyed) throw new TypeError('Object has been destroyed');
    tell({ type: 'push', windowId: this.#windowId, channel, args });
  }

  reload(): void {
    tell({ type: 'reload', windowId: this.#windowId });
  }

  /** Windows are opened by no page here; the rule itself has its own tests. */
  setWindowOpenHandler = (_handler: unknown): void => undefined;

  isDestroyed(): boolean {
    return this.#destroyed;
  }

  /** Called by the window, when it goes. */
  markDestroyed(): void {
    this.#destroyed = true;
    this.emit('destroyed');
  }
}
