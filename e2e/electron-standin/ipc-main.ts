import { BrowserWindow } from './browser-window.ts';
import { listen, tell } from './link.ts';
import type { ToMain } from './link-messages.ts';

type Handler = (event: unknown, ...args: unknown[]) => unknown;
type Invoke = Extract<ToMain, { type: 'invoke' }>;

const handlers = new Map<string, Handler>();

/** `ipcMain`, as far as requests go. */
export const ipcMain = {
  handle(channel: string, handler: Handler): void {
    if (handlers.has(channel)) throw new Error(`Attempted to register a second handler for '${channel}'`);
    handlers.set(channel, handler);
  },
  removeHandler(channel: string): void {
    handlers.delete(channel);
  },
};

async function answer({ callId, windowId, frame, channel, args }: Invoke): Promise<void> {
  const event = {
    sender: BrowserWindow.byId(windowId)?.webContents,
    senderFrame: { url: frame.url, parent: frame.isMainFrame ? null : {} },
  };
  try {
    const handler = handlers.get(channel);
    if (!handler) throw new Error(`No handler registered for '${channel}'`);
    tell({ type: 'invoke-answer', callId, value: await handler(event, ...args) });
  } catch (thrown) {
    tell({ type: 'invoke-answer', callId, error: String(thrown) });
  }
}

listen('invoke', (message) => void answer(message));
