import { EventEmitter } from 'node:events';
import { beforeAll, describe, expect, it, vi } from 'vitest';

interface Bridge {
  send(frame: unknown): Promise<unknown>;
  onFrame(callback: (...received: unknown[]) => void): () => void;
}

const ipcRenderer = Object.assign(new EventEmitter(), { invoke: vi.fn(async () => 'answer') });
const exposed: [name: string, api: Bridge][] = [];
const contextBridge = { exposeInMainWorld: (name: string, api: Bridge) => exposed.push([name, api]) };
vi.mock('electron', () => ({ ipcRenderer, contextBridge }));

describe('the bridge of the preload', () => {
  let bridge: Bridge;

  beforeAll(async () => {
    await import('./preload.ts');
    bridge = exposed[0]![1];
  });

  it('is one object with two named methods and nothing of Electron', () => {
    expect(exposed.map(([name]) => name)).toEqual(['hutch']);
    expect(Object.keys(bridge)).toEqual(['send', 'onFrame']);
  });

  it('sends on its one channel', async () => {
    expect(await bridge.send({ type: 'unsubscribe', id: 1 })).toBe('answer');
    expect(ipcRenderer.invoke.mock.calls).toEqual([['hutch:frame', { type: 'unsubscribe', id: 1 }]]);
  });

  it('hands a frame to the page without the event that carried it, until the page has enough', () => {
    const received = vi.fn();
    const stop = bridge.onFrame(received);
    ipcRenderer.emit('hutch:frame', { sender: ipcRenderer }, { type: 'batch' });
    stop();
    ipcRenderer.emit('hutch:frame', { sender: ipcRenderer }, { type: 'batch' });
    expect(received.mock.calls).toEqual([[{ type: 'batch' }]]);
    expect(ipcRenderer.listenerCount('hutch:frame')).toBe(0);
  });
});
