import { contextBridge, type IpcRendererEvent, ipcRenderer } from 'electron';
import type { ClientFrame, HostFrame } from '#shared/contract/wire.ts';
import { FRAME_CHANNEL } from './frame-channel.ts';

// The whole bridge between the page and the main process. It names what may be done, and lets no object of Electron through: not the
// event, not `ipcRenderer`. The frames are checked on the other side.
contextBridge.exposeInMainWorld('hutch', {
  send: (frame: ClientFrame): Promise<HostFrame | undefined> => ipcRenderer.invoke(FRAME_CHANNEL, frame),
  onFrame: (callback: (frame: HostFrame) => void): (() => void) => {
    const listener = (_event: IpcRendererEvent, frame: HostFrame): void => callback(frame);
    ipcRenderer.on(FRAME_CHANNEL, listener);
    return () => {
      ipcRenderer.removeListener(FRAME_CHANNEL, listener);
    };
  },
});
