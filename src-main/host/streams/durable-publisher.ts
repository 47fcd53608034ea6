import type { HostEvent } from '#shared/contract/index.ts';
import { HutchError } from '#shared/errors.ts';
import type { Logger } from '#shared/logger.ts';
import type { RunStore } from '../../store/run-store.ts';
import type { StreamChannel } from './stream-channel.ts';

export interface DurablePublisherOptions {
  readonly store: Pick<RunStore, 'append' | 'commit' | 'sync'>;
  /** The `events` stream; nobody else publishes to it. */
  readonly events: StreamChannel<HostEvent>;
  /** Called when tasks or queue have changed and the change is stored. */
  readonly tellTasks: () => void;
  /** Called when the store begins to fail, whenever it fails in another way, and with `null` when it is well again. */
  readonly onTrouble: (error: HutchError | null) => void;
  readonly logger: Logger;
  /** How long to wait after a commit, or an answer of the disk, that failed. */
  readonly retryMs?: number;
  /** How long the disk may take to say that it has something. */
  readonly diskLimitMs?: number;
}

/**
 * Between the worker and the streams: nobody hears of a document, or of a task, before the store has it.
 *
 * What happens within one turn of the event loop is committed together and then told, in the order in which it happened: a fast plan costs
 * one transaction a turn, not one a document. Where a run has ended among it, telling waits for the disk itself, and what comes later waits
 * behind, committed all the same. While the store fails, nothing is told and everything is kept; the commit is tried again, and the plan goes
 * on. A disk that does not confirm in time holds nobody up: what is committed is told, with a notice beside it, until the disk has confirmed.
 */
export class DurablePublisher {
  readonly #options: Required<DurablePublisherOptions>;
  /** Events that are not told yet, oldest first. */
  #pending: HostEvent[] = [];
  /** Number of the last event that came in. */
  #seq: number;
  #tasksChanged = false;
  #runEnded = false;
  #turn: NodeJS.Immediate | undefined;
  #retry: ReturnType<typeof setTimeout> | undefined;
  /** The next time that a disk is asked which has not confirmed. */
  #reask: ReturnType<typeof setTimeout> | undefined;
  #syncing: Promise<void> | undefined;
  #trouble: HutchError | null = null;
  #closed = false;

  constructor(options: DurablePublisherOptions) {
    this.#options = { retryMs: 1000, diskLimitMs: 5000, ...options };
    this.#seq = options.events.seq;
  }

  /** Takes an event in. One that the store refuses is told all the same, and the refusal goes to the log. */
  publish(event: HostEvent): void {
    this.#seq += 1;
    if (event.type === 'document') this.#append(event, this.#seq);
    this.#pending.push(event);
    this.#schedule();
  }

  /** Takes note that tasks or queue have changed. */
  tasksChanged(): void {
    this.#tasksChanged = true;
    this.#schedule();
  }

  /** Why the store does not take anything; `null` while it does. */
  get trouble(): HutchError | null {
    return this.#trouble;
  }

  /** Stores what has happened so far, without waiting for the disk. `false` while the store fails: only the retry asks it then. */
  commit(): boolean {
    if (this.#retry) return false;
    try {
      this.#options.store.commit();
    } catch (thrown) {
      this.#fail(HutchError.from(thrown, 'store_failed'));
      return false;
    }
    if (!this.#reask) this.#recover();
    return true;
  }

  /**
   * Resolves when all that has happened so far would survive a power cut.
   * @throws HutchError `store_failed`, `disk_full`
   */
  async durable(): Promise<void> {
    if (this.commit() && (await this.#confirmed())) return;
    throw this.#trouble ?? new HutchError('store_failed', 'The store does not take anything.');
  }

  /** Stores and tells what is left; what cannot be stored is given up with a line in the log. May be called twice, never rejects. */
  async close(): Promise<void> {
    if (this.#closed) return;
    await this.#syncing;
    this.#closed = true;
    clearImmediate(this.#turn);
    clearTimeout(this.#retry);
    clearTimeout(this.#reask);
    this.#retry = undefined;
    if (!this.commit()) {
      this.#options.logger.error(`The last ${this.#pending.length} events are not stored: ${this.#trouble?.message}`);
      return;
    }
    const batch = this.#pending.splice(0);
    await this.#confirmed();
    this.#tell(batch);
  }

  #append({ name, doc, task_id }: Extract<HostEvent, { type: 'document' }>, seq: number): void {
    if (name === 'stop') this.#runEnded = true;
    try {
      this.#options.store.append({ seq, name, doc, task_id });
    } catch (thrown) {
      const { message } = HutchError.from(thrown);
      this.#options.logger.error(`A document is not stored: ${message}`, { name, task_id });
    }
  }

  #schedule(): void {
    if (this.#turn || this.#retry || this.#closed) return;
    this.#turn = setImmediate(() => this.#flush());
  }

  #flush(): void {
    this.#turn = undefined;
    // While the disk is waited for, what comes is committed; it is told afterwards, because order is kept.
    if (!this.commit() || this.#syncing) return;
    const batch = this.#pending.splice(0);
    if (this.#runEnded) this.#syncing = this.#tellConfirmed(batch);
    else this.#tell(batch);
    this.#runEnded = false;
  }

  /** Never rejects: what the disk does not confirm is committed all the same, and is told with a notice beside it. */
  async #tellConfirmed(batch: readonly HostEvent[]): Promise<void> {
    await this.#confirmed();
    this.#syncing = undefined;
    this.#tell(batch);
    if (this.#pending.length > 0 || this.#tasksChanged) this.#schedule();
  }

  #tell(batch: readonly HostEvent[]): void {
    for (const event of batch) this.#options.events.publish(event);
    // What is told of tasks is how they are now, which may be more than the batch knew.
    if (!this.#tasksChanged || !this.commit()) return;
    this.#tasksChanged = false;
    this.#options.tellTasks();
  }

  /** Whether the disk has all that is committed. One that has not is asked again until it has. Never rejects. */
  async #confirmed(): Promise<boolean> {
    try {
      await within(this.#options.store.sync(), this.#options.diskLimitMs);
    } catch (thrown) {
      this.#complain(HutchError.from(thrown, 'store_failed'));
      this.#askAgain();
      return false;
    }
    clearTimeout(this.#reask);
    this.#reask = undefined;
    if (!this.#retry) this.#recover();
    return true;
  }

  #askAgain(): void {
    clearTimeout(this.#reask);
    if (this.#closed) return;
    this.#reask = setTimeout(() => void this.#confirmed(), this.#options.retryMs);
  }

  #complain(error: HutchError): void {
    const isNews = this.#trouble?.message !== error.message;
    this.#trouble = error;
    if (!isNews) return;
    this.#options.logger.error(error.message, { code: error.code });
    this.#options.onTrouble(error);
  }

  #fail(error: HutchError): void {
    this.#complain(error);
    if (this.#closed) return;
    this.#retry ??= setTimeout(() => {
      this.#retry = undefined;
      this.#schedule();
    }, this.#options.retryMs);
  }

  #recover(): void {
    if (!this.#trouble) return;
    this.#trouble = null;
    this.#options.logger.info('The store takes everything again.');
    this.#options.onTrouble(null);
    this.#schedule();
  }
}

/** As `work`, but no longer than `limitMs`. */
async function within(work: Promise<void>, limitMs: number): Promise<void> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    const sentence = `The disk does not answer: nothing has been confirmed for ${limitMs / 1000} s.`;
    timer = setTimeout(() => reject(new HutchError('store_failed', sentence)), limitMs);
  });
  try {
    await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}
