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
  /** How long to wait after a commit that failed. */
  readonly retryMs?: number;
}

/**
 * Between the worker and the streams: nobody hears of a document, or of a task, before the store has it.
 *
 * What happens within one turn of the event loop is committed together and then told, in the order in which it happened: a fast plan costs
 * one transaction a turn, not one a document. Where a run has ended among it, telling waits for the disk itself, and what comes later waits
 * behind. While the store fails, nothing is told and everything is kept; the commit is tried again, and the plan goes on.
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
  #syncing: Promise<void> | undefined;
  #trouble: HutchError | null = null;
  #closed = false;

  constructor(options: DurablePublisherOptions) {
    this.#options = { retryMs: 1000, ...options };
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

  /** Stores what has happened so far, without waiting for the disk. `false` when the store fails. */
  commit(): boolean {
    try {
      this.#options.store.commit();
    } catch (thrown) {
      this.#fail(HutchError.from(thrown, 'store_failed'));
      return false;
    }
    this.#recover();
    return true;
  }

  /**
   * Resolves when all that has happened so far would survive a power cut.
   * @throws HutchError `store_failed`, `disk_full`
   */
  async durable(): Promise<void> {
    if (!this.commit()) throw this.#trouble ?? new HutchError('store_failed', 'The store does not take anything.');
    await this.#options.store.sync();
  }

  /** Stores and tells what is left; what cannot be stored is given up with a line in the log. May be called twice, never rejects. */
  async close(): Promise<void> {
    if (this.#closed) return;
    await this.#syncing;
    this.#closed = true;
    clearImmediate(this.#turn);
    clearTimeout(this.#retry);
    try {
      await this.durable();
      this.#tell(this.#pending.splice(0));
    } catch (thrown) {
      const { message } = HutchError.from(thrown);
      this.#options.logger.error(`The last ${this.#pending.length} events are not stored: ${message}`);
    }
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
    if (this.#turn || this.#retry || this.#syncing || this.#closed) return;
    this.#turn = setImmediate(() => this.#flush());
  }

  #flush(): void {
    this.#turn = undefined;
    if (!this.commit()) return;
    const batch = this.#pending.splice(0);
    if (this.#runEnded) this.#syncing = this.#tellSynced(batch);
    else this.#tell(batch);
    this.#runEnded = false;
  }

  /** Never rejects: what the disk does not confirm is stored all the same, and is told with a warning beside it. */
  async #tellSynced(batch: readonly HostEvent[]): Promise<void> {
    try {
      await this.#options.store.sync();
    } catch (thrown) {
      this.#fail(HutchError.from(thrown, 'store_failed'));
    }
    this.#syncing = undefined;
    this.#tell(batch);
    if (this.#pending.length > 0 || this.#tasksChanged) this.#schedule();
  }

  #tell(batch: readonly HostEvent[]): void {
    for (const event of batch) this.#options.events.publish(event);
    if (!this.#tasksChanged) return;
    this.#tasksChanged = false;
    this.#options.tellTasks();
  }

  #fail(error: HutchError): void {
    const isNews = this.#trouble?.message !== error.message;
    this.#trouble = error;
    if (isNews) {
      this.#options.logger.error(error.message, { code: error.code });
      this.#options.onTrouble(error);
    }
    if (this.#closed) return;
    this.#retry ??= setTimeout(() => {
      this.#retry = undefined;
      this.#schedule();
    }, this.#options.retryMs);
  }

  #recover(): void {
    clearTimeout(this.#retry);
    this.#retry = undefined;
    if (!this.#trouble) return;
    this.#trouble = null;
    this.#options.logger.info('The store takes everything again.');
    this.#options.onTrouble(null);
    this.#schedule();
  }
}
