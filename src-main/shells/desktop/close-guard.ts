import type { Dialog, MessageBoxOptions } from 'electron';
import { isBusy, type WorkerState } from '#shared/contract/index.ts';
import { HutchError } from '#shared/errors.ts';
import { answerWithin } from '../run-control/answer-within.ts';
import { type Ending, type EndingHost, endRun } from '../run-control/end-run.ts';
import { isUnstored } from '../run-control/is-unstored.ts';

/** The first button, which Enter and Escape choose, always keeps things as they are; the second goes on. */
function question(message: string, detail: string, ...buttons: [keep: string, goOn: string]): MessageBoxOptions {
  return { type: 'warning', message, detail, buttons, defaultId: 0, cancelId: 0, noLink: true };
}

const RUNNING = 'A plan is running.';
const STOP_BUTTONS = ['Keep running', 'Stop the plan and close'] as const;

const STOP_QUESTION = question(
  RUNNING,
  'Hutch can stop it first: the plan runs its cleanup, motors come to rest, and the data taken so far is kept.',
  ...STOP_BUTTONS,
);

/** As {@link STOP_QUESTION}, while the store fails. */
const STOP_UNSTORED_QUESTION = question(
  RUNNING,
  'Hutch can stop it first: the plan runs its cleanup, and motors come to rest. Not everything is stored yet; before it is lost you are asked again.',
  ...STOP_BUTTONS,
);

const UNSTORED_QUESTION = question(
  'Not everything is stored yet.',
  'The store takes nothing at present; the console says why. Make room first: what waits is then stored by itself. When Hutch closes now, what was measured and done meanwhile is lost.',
  'Keep open',
  'Close and lose it',
);

const HALT_QUESTION = question(
  'The plan is still cleaning up.',
  'Halting skips the rest of its cleanup: detectors may stay staged and motors where they are.',
  'Keep waiting',
  'Halt and close',
);

const SILENT_QUESTION = question(
  'Hutch does not say whether a plan is running.',
  'One that runs is aborted: it runs its cleanup, if it still can, and what it has measured may not be stored.',
  'Keep open',
  'Close all the same',
);

export interface CloseGuardOptions {
  host: EndingHost;
  dialog: Pick<Dialog, 'showMessageBox' | 'showErrorBox'>;
  /** How long a cleanup may take before a person is asked whether to go on waiting. */
  cleanupLimitMs?: number;
}

/**
 * Decides whether the application may close: at once when nothing runs and everything is stored, otherwise when a person says so and the plan
 * has cleaned up.
 */
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
    const { host, dialog } = this.#options;
    try {
      const state = await this.#state();
      if (state === undefined) return await this.#confirm(SILENT_QUESTION);
      if ((await this.#endPlan(state)) && (await this.#mayLose())) return true;
    } catch (thrown) {
      dialog.showErrorBox('The plan could not be stopped', HutchError.from(thrown).message);
    }
    host.setClosing(false);
    return false;
  }

  /** The worker is asked: while the store fails nobody is told that a plan has begun, or has ended. `undefined` where it does not answer. */
  async #state(): Promise<WorkerState | undefined> {
    return (await answerWithin(this.#options.host.api.request('worker.status', {})))?.state;
  }

  /** Whether nothing runs any more; `false` when the person thinks better of it. @throws HutchError as `endRun` */
  async #endPlan(state: WorkerState): Promise<boolean> {
    if (!isBusy(state)) return true;
    const unstored = await isUnstored(this.#options.host.api);
    if (!(await this.#confirm(unstored ? STOP_UNSTORED_QUESTION : STOP_QUESTION))) return false;
    let ending: Ending = { kind: 'stop' };
    while (!(await this.#end(ending))) {
      if (await this.#confirm(HALT_QUESTION)) ending = { kind: 'halt' };
    }
    return true;
  }

  /** Whether everything is stored, or the person would rather lose what is not. While the question stands nothing starts. */
  async #mayLose(): Promise<boolean> {
    const { host } = this.#options;
    if ((await isUnstored(host.api)) === false) return true;
    host.setClosing(true);
    return this.#confirm(UNSTORED_QUESTION);
  }

  #end(ending: Ending): Promise<boolean> {
    return endRun(this.#options.host, ending, this.#options.cleanupLimitMs);
  }

  async #confirm(asked: MessageBoxOptions): Promise<boolean> {
    return (await this.#options.dialog.showMessageBox(asked)).response === 1;
  }
}
