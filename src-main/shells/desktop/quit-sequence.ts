import type { App } from 'electron';
import type { Host } from '../../host/create-host.ts';
import { InterruptedEnd } from '../run-control/interrupted-end.ts';
import type { InterruptSignal } from '../run-control/interrupts.ts';
import type { CloseGuard } from './close-guard.ts';

export interface QuitSequenceOptions {
  app: Pick<App, 'quit' | 'exit'>;
  guard: Pick<CloseGuard, 'mayClose'>;
  host: Pick<Host, 'api' | 'setClosing' | 'dispose'> & { readonly logError: (message: string) => void };
}

/**
 * The one way out of the desktop, whoever asks for it: the window's button, the menu, the end of the session. The plan that runs is ended
 * first, then the host, then the application.
 */
export class QuitSequence {
  readonly #options: QuitSequenceOptions;
  readonly #interrupted: InterruptedEnd;
  #state: 'open' | 'closing' | 'closed' = 'open';

  constructor(options: QuitSequenceOptions) {
    this.#options = options;
    const { host } = options;
    this.#interrupted = new InterruptedEnd({ host, reason: 'Hutch was interrupted', tell: host.logError });
  }

  /** For `before-quit` and for a window's `close`: lets the event through only when everything has ended, and begins to end it otherwise. */
  readonly hold = (event: { preventDefault(): void }): void => {
    if (this.#state === 'closed') return;
    event.preventDefault();
    if (this.#state === 'open') void this.#close();
  };

  /** An interrupt asks nobody: what {@link InterruptedEnd} says, and then the process ends with 130. */
  async interrupt(count: number, signal: InterruptSignal): Promise<void> {
    this.#state = 'closing';
    const { app, host } = this.#options;
    try {
      await this.#interrupted.end(count, signal);
    } finally {
      await host.dispose();
      this.#state = 'closed';
      app.exit(130);
    }
  }

  async #close(): Promise<void> {
    const { app, guard, host } = this.#options;
    this.#state = 'closing';
    if (!(await guard.mayClose())) {
      this.#state = 'open';
      return;
    }
    await host.dispose();
    this.#state = 'closed';
    app.quit();
  }
}
