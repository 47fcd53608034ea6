import type { HutchError } from '#shared/errors.ts';
import type { BacklogSuspender } from '../streams/backlog-suspender.ts';
import type { NoticeBoard } from './notice-board.ts';

const STORE_NOTICE = 'store';

/** What a person is told while the store fails, and what becomes of plans: they go on until too much waits to be written. */
export class StoreTrouble {
  readonly #notices: NoticeBoard;
  readonly #suspender: Pick<BacklogSuspender, 'hold' | 'letGo'>;
  #error: HutchError | null = null;
  #plansWait = false;

  constructor(notices: NoticeBoard, suspender: Pick<BacklogSuspender, 'hold' | 'letGo'>) {
    this.#notices = notices;
    this.#suspender = suspender;
  }

  /** The store fails, or in another way than before; `unavailable`: it works, and what has waited is being written; `null`: it is well again. */
  tell(error: HutchError | null): void {
    this.#error = error;
    this.#show();
  }

  /** Whether too much waits to be written. */
  holdPlans(tooLong: boolean): void {
    this.#plansWait = tooLong;
    if (tooLong) this.#suspender.hold(`${this.#error?.message ?? ''} ${PLANS_WAIT}`.trim());
    else this.#suspender.letGo();
    this.#show();
  }

  #show(): void {
    if (!this.#error) {
      this.#notices.remove(STORE_NOTICE);
      return;
    }
    const works = this.#error.code === 'unavailable';
    const sentences = [this.#error.message, this.#plansWait ? PLANS_WAIT : '', NOT_TOLD, works ? '' : TRIED_AGAIN];
    const message = sentences.filter(Boolean).join(' ');
    this.#notices.put({ id: STORE_NOTICE, level: works ? 'warning' : 'error', message, dismissible: false });
  }
}

const PLANS_WAIT =
  'Too much waits to be written: the plan waits at its next checkpoint, and goes on by itself when all is written.';
const NOT_TOLD =
  'Nothing that happens is told to anybody before it is stored, and what the queue shows may not be stored yet.';
const TRIED_AGAIN = 'It is tried again every few seconds.';
