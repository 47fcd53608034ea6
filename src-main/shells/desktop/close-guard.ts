import type { Dialog, MessageBoxOptions } from 'electron';
import { HutchError } from '#shared/errors.ts';
import type { HostApi } from '../../host/api/host-api.ts';
import { type Ending, endRun } from '../run-control/end-run.ts';
import type { WorkerActivity } from '../run-control/worker-activity.ts';

/** What stands on the second button; the first, which Enter and Escape choose, always keeps things as they are. */
const STOP_QUESTION: MessageBoxOptions = {
  type: 'warning',
  message: 'A plan is running.',
  detail: 'Hutch can stop it first: the plan runs its cleanup, motors come to rest, and the data taken so far is kept.',
  buttons: ['Keep running', 'Stop the plan and close'],
  defaultId: 0,
  cancelId: 0,
  noLink: true,
};

const HALT_QUESTION: MessageBoxOptions = {
  type: 'warning',
  message: 'The plan is still cleaning up.',
  detail: 'Halting skips the rest of its cleanup: detectors may stay staged and motors where they are.',
  buttons: ['Keep waiting', 'Halt and close'],
  defaultId: 0,
  cancelId: 0,
  noLink: true,
};

export interface CloseGuardOptions {
  api: HostApi;
  activity: WorkerActivity;
  dialog: Pick<Dialog, 'showMessageBox' | 'showErrorBox'>;
  /** How long a cleanup may take before a person is asked whether to go on waiting. */
  cleanupLimitMs?: number;
}

/** Decides whether the application may close: at once when nothing runs, otherwise when a person says so and the plan has cleaned up. */
export class CloseGuard {
  readonly #options: Required<CloseGuardOptions>;
  #question: Promise<boolean> | undefined;

  constructor(options: CloseGuardOptions) {
    this.#options = { cleanupLimitMs: 15_000, ...options };
  }

  /** Resolves with whether to close now. Asked again while the question stands, it gives the same answer and shows no second dialog. Never rejects. */
  async mayClose(): Promise<boolean> {
    this.#question ??= this.#decide().finally(() => {
      this.#question = undefined;
    });
    return this.#question;
  }

  async #decide(): Promise<boolean> {
    const { activity, dialog } = this.#options;
    if (!activity.active) return true;
    try {
      if (!(await this.#confirm(STOP_QUESTION))) return false;
      let ending: Ending = { kind: 'stop' };
      while (!(await this.#end(ending))) {
        if (await this.#confirm(HALT_QUESTION)) ending = { kind: 'halt' };
      }
      return true;
    } catch (thrown) {
      dialog.showErrorBox('The plan could not be stopped', HutchError.from(thrown).message);
      return false;
    }
  }

  #end(ending: Ending): Promise<boolean> {
    return endRun(this.#options.api, ending, this.#options.cleanupLimitMs);
  }

  async #confirm(question: MessageBoxOptions): Promise<boolean> {
    return (await this.#options.dialog.showMessageBox(question)).response === 1;
  }
}
