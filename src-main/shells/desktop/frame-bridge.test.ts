import { EventEmitter } from 'node:events';
import type { IpcMain, WebContents } from 'electron';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { FakeHostApi } from '../testing/fake-host-api.ts';
import { FrameBridge } from './frame-bridge.ts';

class FakePage extends EventEmitter {
  readonly sent: unknown[][] = [];
  destroyed = false;
  send(...sent: unknown[]): void {
    this.sent.push(sent);
  }
  isDestroyed(): boolean {
    return this.destroyed;
  }
}

type Invoke = (event: unknown, frame: unknown) => Promise<unknown>;
const MAIN_FRAME = { url: 'app://hutch/index.html', parent: null };
const SUBSCRIBE = { type: 'subscribe', id: 7, stream: 'events', params: {} };

describe('the bridge over IPC', () => {
  let api: FakeHostApi;
  let page: FakePage;
  let bridge: FrameBridge;
  const handlers = new Map<string, Invoke>();
  const ipc = {
    handle: (channel: string, handler: Invoke) => void handlers.set(channel, handler),
    removeHandler: (channel: string) => void handlers.delete(channel),
  };
  const invoke = (frame: unknown, sender: object = page, senderFrame: unknown = MAIN_FRAME) =>
    handlers.get('hutch:frame')?.({ sender, senderFrame }, frame);

  beforeEach(() => {
    vi.useFakeTimers();
    api = new FakeHostApi();
    page = new FakePage();
    bridge = new FrameBridge(ipc as unknown as IpcMain, api);
    bridge.attach(page as unknown as WebContents);
  });

  afterEach(() => {
    bridge[Symbol.dispose]();
    expect(vi.getTimerCount()).toBe(0);
    expect(api.subscriptions).toBe(0);
    vi.useRealTimers();
  });

  it('answers a request of our page', async () => {
    api.on('worker.resume', () => ({
      state: 'RUNNING',
      since: 0,
      task_id: 't',
      resumable: true,
      pause_requested: false,
    }));
    expect(await invoke({ type: 'request', id: 3, method: 'worker.resume', input: {} })).toMatchObject({
      type: 'result',
      id: 3,
      output: { state: 'RUNNING' },
    });
  });

  it('answers a malformed frame rather than dropping it', async () => {
    expect(await invoke('nonsense')).toMatchObject({ type: 'error', error: { code: 'bad_request' } });
  });

  it.each([
    ['a frame that is gone', null],
    ['a frame inside the page', { url: 'app://hutch/', parent: {} }],
    ['a foreign address', { url: 'https://example.com/', parent: null }],
  ])('refuses %s before the frame is looked at', async (_who, senderFrame) => {
    const frame = new Proxy({}, { get: () => expect.unreachable('the frame was looked at') });
    expect(await invoke(frame, page, senderFrame)).toMatchObject({ type: 'error', error: { code: 'not_allowed' } });
    expect(api.asked).toEqual([]);
  });

  it('refuses a page of no window of ours', async () => {
    const stranger = new FakePage();
    expect(await invoke(SUBSCRIBE, stranger)).toMatchObject({ error: { code: 'not_allowed' } });
  });

  it('pushes the items of a subscription in batches', async () => {
    await invoke(SUBSCRIBE);
    api.enterState('RUNNING');
    api.enterState('IDLE');
    await vi.advanceTimersByTimeAsync(16);
    expect(page.sent).toEqual([
      ['hutch:frame', { type: 'batch', id: 7, seq: 2, items: [expect.anything(), expect.anything()] }],
    ]);
  });

  it('forgets the subscriptions of a page that is loaded anew', async () => {
    await invoke(SUBSCRIBE);
    page.emit('did-start-navigation', { isMainFrame: true, isSameDocument: false });
    expect(api.subscriptions).toBe(0);
    expect(await invoke(SUBSCRIBE)).toMatchObject({ type: 'subscribed', id: 7 });
  });

  it('keeps them when only the address within the page changes', async () => {
    await invoke(SUBSCRIBE);
    page.emit('did-start-navigation', { isMainFrame: true, isSameDocument: true });
    expect(api.subscriptions).toBe(1);
  });

  it('ends the subscriptions of a page that crashed, and no run', async () => {
    await invoke(SUBSCRIBE);
    page.emit('render-process-gone', {}, { reason: 'crashed' });
    expect(api.subscriptions).toBe(0);
    expect(api.asked).toEqual([]);
  });

  it('sends nothing to a page that is destroyed, and does not know it any more', async () => {
    await invoke(SUBSCRIBE);
    page.destroyed = true;
    page.emit('destroyed');
    api.enterState('RUNNING');
    await vi.advanceTimersByTimeAsync(16);
    expect(page.sent).toEqual([]);
    expect(await invoke(SUBSCRIBE)).toMatchObject({ error: { code: 'not_allowed' } });
  });

  it('says nothing more once there is nothing behind it, so that a console takes the host for lost', async () => {
    await invoke(SUBSCRIBE);
    bridge.fallSilent();
    page.emit('did-start-navigation', { isMainFrame: true, isSameDocument: false });
    api.enterState('RUNNING');
    await vi.advanceTimersByTimeAsync(16);
    expect(await invoke({ type: 'request', id: 3, method: 'worker.status', input: {} })).toBeUndefined();
    expect([page.sent, api.asked, api.subscriptions]).toEqual([[], [], 0]);
  });
});
