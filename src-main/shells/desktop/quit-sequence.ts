import type { App } from 'electron';
import type { Host } from '../../host/create-host.ts';
import { endRun } from '../run-control/end-run.ts';
import type { CloseGuard } from './close-guard.ts';

/** How long a plan may clean up after an interrupt; the second interrupt is how a person shortens it. */
const CLEANUP_LIMIT_MS = 10 * 60_000;

export interface QuitSequenceOptions {
  app: Pick<App, 'quit' | 'exit'>;
  guard: Pick<CloseGuard, 'mayClose'>;
  host: Pick<Host, 'api' | 'setClosing' | 'dispose'>;
}

/**
 * The one way out of the desktop, whoever asks for it: the window's button, the menu, the end of the session. The plan that runs is ended
 * first, then the host, then the application.
 */
export class QuitSequence {
  readonly #options: QuitSequenceOptions;
  #state: 'open' | 'closing' | 'closed' = 'open';

  constructor(options: QuitSequenceOptions) {
    this.#options = options;
  }

  /** For `before-quit` and for a window's `close`: lets the event through only when everything has ended, and begins to end it otherwise. */
  readonly hold = (event: { preventDefault(): void }): void => {
    if (this.#state === 'closed') return;
    event.preventDefault();
    if (this.#state === 'open') void this.#close();
  };

  /** An interrupt asks nobody: the first aborts the plan through its cleanup, the second halts it; then the process ends with 130. */
  async interrupt(count: number): Promise<void> {
    this.#state = 'closing';
    const { app, host } = this.#options;
    const ending =
      count === 1 ? ({ kind: 'abort', reason: 'Hutch was interrupted' } as const) : ({ kind: 'halt' } as const);
    try {
      await endRun(host, ending, CLEANUP_LIMIT_MS);
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
