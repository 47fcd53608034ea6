import type { IpcMain, IpcMainInvokeEvent, WebContents } from 'electron';
import type { HostFrame } from '#shared/contract/wire.ts';
import { HutchError } from '#shared/errors.ts';
import type { HostApi } from '../../host/api/host-api.ts';
import { hostOrigin } from '../../host/api/origin.ts';
import { ClientSession } from '../../host/streams/client-session.ts';
import { FRAME_CHANNEL } from './frame-channel.ts';
import { isTrustedSender } from './trusted-sender.ts';

type Page = Pick<WebContents, 'on' | 'send' | 'isDestroyed'>;

/** A page that was refused is told why, and learns nothing else. */
function refusal(): HostFrame {
  const { code, message } = new HutchError('not_allowed', 'This page may not speak to Hutch.');
  return { type: 'error', id: null, error: { code, message } };
}

/**
 * The contract over Electron's IPC: one {@link ClientSession} for every window of ours, and for every load of its page a fresh one, because a
 * page that was loaded anew knows nothing of the subscriptions of the old one. The sender is checked before the frame is looked at.
 */
export class FrameBridge implements Disposable {
  readonly #ipc: Pick<IpcMain, 'handle' | 'removeHandler'>;
  readonly #api: HostApi;
  readonly #sessions = new Map<object, ClientSession>();
  #silent = false;

  constructor(ipc: Pick<IpcMain, 'handle' | 'removeHandler'>, api: HostApi) {
    this.#ipc = ipc;
    this.#api = api;
    ipc.handle(FRAME_CHANNEL, (event, frame: unknown) => this.#answer(event, frame));
  }

  /** Lets a window speak to the host, until its page is destroyed. */
  attach(page: Page): void {
    this.#renew(page);
    page.on('did-start-navigation', (details) => {
      if (details.isMainFrame && !details.isSameDocument) this.#renew(page);
    });
    // The engine lives here: a page that dies ends its subscriptions and no run.
    page.on('render-process-gone', () => this.#renew(page));
    page.on('destroyed', () => this.#drop(page));
  }

  /**
   * From now on no page hears anything: what stands behind the api has gone. A console takes whoever is silent for lost, and says so; an answer,
   * were it that nobody is there, would be a sign of life.
   */
  fallSilent(): void {
    this.#silent = true;
    for (const page of [...this.#sessions.keys()]) this.#drop(page);
  }

  /** Ends every session; no page is answered afterwards. May be called twice. */
  [Symbol.dispose](): void {
    this.#ipc.removeHandler(FRAME_CHANNEL);
    this.fallSilent();
  }

  async #answer(event: IpcMainInvokeEvent, frame: unknown): Promise<HostFrame | undefined> {
    if (this.#silent) return undefined;
    if (!isTrustedSender(event, (sender) => this.#sessions.has(sender))) return refusal();
    return this.#sessions.get(event.sender)?.handle(frame);
  }

  #renew(page: Page): void {
    this.#drop(page);
    if (this.#silent) return;
    const push = (frame: HostFrame): void => {
      if (!page.isDestroyed()) page.send(FRAME_CHANNEL, frame);
    };
    this.#sessions.set(page, new ClientSession(this.#api, push, { origin: hostOrigin('console') }));
  }

  #drop(page: object): void {
    this.#sessions.get(page)?.dispose();
    this.#sessions.delete(page);
  }
}
