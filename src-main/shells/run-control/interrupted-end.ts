import { setTimeout as pause } from 'node:timers/promises';
import { type EndingHost, endRun } from './end-run.ts';
import type { InterruptSignal } from './interrupts.ts';
import { isUnstored } from './is-unstored.ts';

/** How long a plan may clean up after an interrupt; the second interrupt is how a person shortens it. */
const CLEANUP_LIMIT_MS = 10 * 60_000;

const WAITS =
  'Not everything is stored yet ("hutch status" says why): make room, and Hutch ends when all is stored. A second Ctrl-C ends it at once and loses what is not.';
const LOST = 'What is not stored yet is lost.';

export interface InterruptedEndOptions {
  readonly host: EndingHost;
  /** Why the plan is aborted. */
  readonly reason: string;
  /** Tells the person at the terminal. */
  readonly tell: (sentence: string) => void;
  /** How often to look whether everything is stored by now. */
  readonly lookEveryMs?: number;
}

/**
 * What an interrupt does to a host that stays until somebody ends it. The first one aborts the plan through its cleanup and then waits until
 * everything is stored; the second one halts the plan and waits for nothing. Nor does SIGTERM wait for the store: who ends a process that way
 * kills it some seconds later, and nobody makes room in between.
 */
export class InterruptedEnd {
  readonly #options: Required<InterruptedEndOptions>;
  readonly #told = new Set<string>();
  readonly #hurry = new AbortController();

  constructor(options: InterruptedEndOptions) {
    this.#options = { lookEveryMs: 1000, ...options };
  }

  /**
   * Resolves when the host can be disposed of. The second interrupt comes while the first one is still being done: both resolve.
   * @param count which interrupt it is, from 1
   * @throws HutchError as `endRun`
   */
  async end(count: number, signal: InterruptSignal): Promise<void> {
    const { host, reason, lookEveryMs } = this.#options;
    host.setClosing(true);
    if (count > 1 || signal === 'SIGTERM') this.#hurry.abort();
    // Before the plan has ended: who presses again to halt it has been told what that loses.
    await this.#waits();
    await endRun(host, count === 1 ? { kind: 'abort', reason } : { kind: 'halt' }, CLEANUP_LIMIT_MS);
    const { signal: hurry } = this.#hurry;
    while (await this.#waits()) await pause(lookEveryMs, undefined, { signal: hurry }).catch(() => undefined);
    if (hurry.aborted && (await isUnstored(host.api))) this.#tell(LOST);
  }

  /** Whether the store is to be waited for; the person is told so. */
  async #waits(): Promise<boolean> {
    if (this.#hurry.signal.aborted || !(await isUnstored(this.#options.host.api))) return false;
    this.#tell(WAITS);
    return true;
  }

  #tell(sentence: string): void {
    if (this.#told.has(sentence)) return;
    this.#told.add(sentence);
    this.#options.tell(sentence);
  }
}
