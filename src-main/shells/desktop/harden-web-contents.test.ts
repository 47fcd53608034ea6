import { EventEmitter } from 'node:events';
import type { App } from 'electron';
import { describe, expect, it, vi } from 'vitest';
import { hardenWebContents } from './harden-web-contents.ts';

/** A page as Electron announces it, with the handler that it was given for new windows. */
class FakeContents extends EventEmitter {
  openHandler: ((details: { url: string }) => { action: string }) | undefined;
  setWindowOpenHandler(handler: (details: { url: string }) => { action: string }): void {
    this.openHandler = handler;
  }
}

describe('every page', () => {
  const app = new EventEmitter();
  hardenWebContents(app as unknown as App);
  const contents = new FakeContents();
  app.emit('web-contents-created', {}, contents);

  it.each(['https://example.com', 'app://hutch/index.html', 'about:blank'])('may not open a window on %s', (url) => {
    expect(contents.openHandler?.({ url })).toEqual({ action: 'deny' });
  });

  it.each(['will-attach-webview', 'will-navigate'])('has %s prevented', (event) => {
    const preventDefault = vi.fn();
    contents.emit(event, { url: 'https://example.com', preventDefault }, {}, {});
    expect(preventDefault).toHaveBeenCalledOnce();
  });

  it('is reached by the rules even when it is not the first', () => {
    const second = new FakeContents();
    app.emit('web-contents-created', {}, second);
    expect(second.openHandler?.({ url: 'https://example.com' })).toEqual({ action: 'deny' });
  });
});
