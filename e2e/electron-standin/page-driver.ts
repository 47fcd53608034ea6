import type { ChildProcess } from 'node:child_process';
import { readFileSync } from 'node:fs';
import type { Page, Route } from '@playwright/test';
import type { DialogOptions, FromMain, MainReport, PageEvent, ToMain } from './link-messages.ts';
import { DELIVER_KEY, INVOKE_BINDING, preloadScript } from './preload-runtime.ts';

/** Where the page believes to be; Chromium cannot open a scheme that only Electron knows. */
const PAGE_ORIGIN = 'http://hutch.localhost';
const APP_ORIGIN = 'app://hutch';

type Message<T extends FromMain['type']> = Extract<FromMain, { type: T }>;

/** Plays Electron's browser process for one window: shows its page, and carries everything between the page and the main process. */
export class PageDriver {
  /** Boxes that main has shown, in order. */
  readonly dialogs: DialogOptions[] = [];
  readonly errorBoxes: string[] = [];
  /** Chooses the button of a box, now or later; tests replace it. The first button keeps things as they are. */
  answerDialog: (options: DialogOptions) => number | Promise<number> = () => 0;
  readonly #main: ChildProcess;
  readonly #page: Page;
  readonly #invokes = new Map<number, (answer: Message<'invoke-answer'>) => void>();
  readonly #assets = new Map<number, (answer: Message<'asset-answer'>) => void>();
  readonly #shown: Promise<void>;
  #announceShown: () => void = () => undefined;
  #reported: (report: MainReport) => void = () => undefined;
  #lastId = 0;
  /** Messages are taken one after the other, because some of them wait for the page. */
  #turn: Promise<void> = Promise.resolve();
  #windowId = 0;
  /** Pushes that the page has not got yet. */
  #pushes: { channel: string; args: unknown[] }[] = [];

  constructor(main: ChildProcess, page: Page) {
    this.#main = main;
    this.#page = page;
    this.#shown = new Promise((resolve) => {
      this.#announceShown = resolve;
    });
    main.on('message', (message: FromMain) => {
      // An answer overtakes: the page may be waiting for it, and the message before it for the page.
      if (message.type === 'asset-answer') this.#assets.get(message.requestId)?.(message);
      else if (message.type === 'invoke-answer') this.#invokes.get(message.callId)?.(message);
      else if (message.type === 'push') this.#queue(message);
      else this.#turn = this.#turn.then(() => this.#take(message));
    });
  }

  /** Settles when the window has loaded its page. */
  get shown(): Promise<void> {
    return this.#shown;
  }

  /** Presses the window's close button. */
  closeWindow(): void {
    this.#tell({ type: 'close-window', windowId: this.#windowId });
  }

  /** Lets the page's process crash, as far as main can tell. */
  crash(): void {
    this.#event({ name: 'render-process-gone', reason: 'crashed' });
  }

  /** Invokes a channel as a frame of the test's choice. */
  async invokeAs(frame: { url: string; isMainFrame: boolean }, channel: string, ...args: unknown[]): Promise<unknown> {
    const { value, error } = await this.#invoke(frame, channel, args);
    if (error !== undefined) throw new Error(error);
    return value;
  }

  /** What main has asked of Electron so far. */
  report(): Promise<MainReport> {
    return new Promise((resolve) => {
      this.#reported = resolve;
      this.#tell({ type: 'ask-report' });
    });
  }

  async #take(message: Exclude<FromMain, Message<'asset-answer' | 'invoke-answer' | 'push'>>): Promise<void> {
    switch (message.type) {
      case 'open-window':
        return this.#open(message);
      case 'load':
        return this.#load(message.url);
      case 'reload':
        this.#event({ name: 'did-start-navigation' });
        await this.#page.reload().catch(() => undefined);
        return;
      case 'destroy-window':
        await this.#page.close().catch(() => undefined);
        return;
      case 'dialog':
        // While the box stands everything else goes on.
        void this.#answerDialog(message);
        return;
      case 'error-box':
        this.errorBoxes.push(`${message.title}: ${message.content}`);
        return;
      case 'report':
        return this.#reported(message.report);
    }
  }

  async #answerDialog({ dialogId, options }: Message<'dialog'>): Promise<void> {
    this.dialogs.push(options);
    this.#tell({ type: 'dialog-answer', dialogId, response: await this.answerDialog(options) });
  }

  async #open({ windowId, preload, width, height }: Message<'open-window'>): Promise<void> {
    this.#windowId = windowId;
    await this.#page.setViewportSize({ width, height });
    await this.#page.route(`${PAGE_ORIGIN}/**`, (route) => this.#serve(route));
    await this.#page.exposeBinding(INVOKE_BINDING, async ({ frame }, { channel, args }) => {
      const isMainFrame = frame === this.#page.mainFrame();
      return this.#invoke({ url: frame.url().replace(PAGE_ORIGIN, APP_ORIGIN), isMainFrame }, channel, args);
    });
    if (preload) await this.#page.addInitScript(preloadScript(readFileSync(preload, 'utf8')));
  }

  #load(url: string): void {
    this.#event({ name: 'did-start-navigation' });
    this.#page.goto(url.replace(APP_ORIGIN, PAGE_ORIGIN)).then(
      () => {
        this.#event({ name: 'ready-to-show' });
        this.#announceShown();
      },
      () => undefined,
    );
  }

  async #serve(route: Route): Promise<void> {
    const request = route.request();
    this.#lastId += 1;
    const requestId = this.#lastId;
    const answered = new Promise<Message<'asset-answer'>>((resolve) => this.#assets.set(requestId, resolve));
    this.#tell({
      type: 'asset',
      requestId,
      url: request.url().replace(PAGE_ORIGIN, APP_ORIGIN),
      method: request.method(),
    });
    const { status, headers, body } = await answered;
    this.#assets.delete(requestId);
    await route.fulfill({ status, headers, body: Buffer.from(body) });
  }

  async #invoke(frame: { url: string; isMainFrame: boolean }, channel: string, args: unknown[]) {
    this.#lastId += 1;
    const callId = this.#lastId;
    const answered = new Promise<Message<'invoke-answer'>>((resolve) => this.#invokes.set(callId, resolve));
    this.#tell({ type: 'invoke', callId, windowId: this.#windowId, frame, channel, args });
    const { value, error } = await answered;
    this.#invokes.delete(callId);
    return { value, error };
  }

  #queue({ channel, args }: Message<'push'>): void {
    this.#pushes.push({ channel, args });
    this.#turn = this.#turn.then(() => this.#deliver());
  }

  /** Delivers all that waits at once, so that a page on a slow machine does not fall further and further behind. */
  async #deliver(): Promise<void> {
    const pushes = this.#pushes.splice(0);
    if (pushes.length === 0) return;
    // A page that is loading or has gone gets nothing, as in Electron.
    await this.#page
      .evaluate(
        ([key, waiting]) => {
          const deliver = (globalThis as unknown as Record<symbol, (channel: string, args: unknown[]) => void>)[
            Symbol.for(key)
          ];
          for (const { channel, args } of waiting) deliver?.(channel, args);
        },
        [DELIVER_KEY, pushes] as const,
      )
      .catch(() => undefined);
  }

  #event(event: PageEvent): void {
    this.#tell({ type: 'page-event', windowId: this.#windowId, event });
  }

  #tell(message: ToMain): void {
    // A main process that has ended hears nothing more; that it has ended is for the spec to judge.
    if (this.#main.connected) this.#main.send(message, () => undefined);
  }
}
