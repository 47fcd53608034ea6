import type { HostEvent } from '#shared/contract/index.ts';
import { HutchError } from '#shared/errors.ts';
import type { Logger } from '#shared/logger.ts';
import type { RunStore } from '../../store/run-store.ts';
import { BackoffTimer } from './backoff-timer.ts';
import { diskAnswer } from './disk-answer.ts';
import { type BacklogSize, EventBacklog } from './event-backlog.ts';
import { StoreHealth } from './store-health.ts';
import type { StreamChannel } from './stream-channel.ts';

/** For so long a turn of the event loop writes from the backlog at least, while there is one. */
const TURN_MS = 10;

export interface DurablePublisherOptions {
  readonly store: Pick<RunStore, 'append' | 'commit' | 'sync'>;
  /** The `events` stream; nobody else publishes to it. */
  readonly events: StreamChannel<HostEvent>;
  /** Called when tasks or queue have changed and the change is stored. */
  readonly tellTasks: () => void;
  /**
   * Called when the store begins to fail, whenever it fails in another way, with `unavailable` when it works again and what has waited is being
   * written, and with `null` when it is well again.
   */
  readonly onTrouble: (error: HutchError | null) => void;
  /** Called with `true` when more waits for a store that fails than should, and with `false` when it has all been written. */
  readonly onBacklog: (isTooLong: boolean) => void;
  readonly logger: Logger;
  /** What may wait for a store that fails before `onBacklog` is called: `BACKLOG_LIMIT` unless given. */
  readonly backlogLimit?: BacklogSize;
  /** How long to wait after a commit that failed: twice as long each time, up to `maxRetryMs`. After an answer of the disk that failed, always. */
  readonly retryMs?: number;
  readonly maxRetryMs?: number;
  /** How long the disk may take to say that it has something. */
  readonly diskLimitMs?: number;
}

/**
 * Between the worker and the streams: nobody hears of a document, or of a task, before the store has it.
 *
 * What happens within one turn of the event loop is committed together and then told, in the order in which it happened: a fast plan costs
 * one transaction a turn, not one a document. Where a run has ended among it, telling waits for the disk itself, and what comes later waits
 * behind, committed all the same. A disk that does not confirm in time holds nobody up: what is committed is told, with a notice beside it,
 * until the disk has confirmed.
 *
 * While the store fails, nothing is told and everything is kept, in a backlog that the store has not seen: what is tried again, ever more
 * seldom, is only what it had before. When that succeeds the backlog is written piece by piece, each told when it is stored, and the event loop has
 * its turn in between: after some 10 ms, or when more is written than came in during the turn before, whichever takes longer. How long the
 * backlog is, is said in time for plans to wait; one that cannot wait goes on, and is kept all the same.
 * Tasks are stored with the first piece, before the documents that wait: killed in that moment, a task may have ended whose run was cut off,
 * but none runs again that has run.
 */
export class DurablePublisher {
  readonly #options: Omit<Required<DurablePublisherOptions>, 'backlogLimit'>;
  /** Events that the store has and that are not told yet, oldest first. */
  #pending: HostEvent[] = [];
  /** Events that came after these, and that wait until the store works. */
  readonly #backlog: EventBacklog;
  #isTooLong = false;
  /** How many events the backlog has taken in since it was last written from. */
  #cameIn = 0;
  /** Number of the last event that came in. */
  #seq: number;
  #tasksChanged = false;
  #runEnded = false;
  #turn: NodeJS.Immediate | undefined;
  /** Set while the store fails: the next time that it is tried. */
  readonly #retry: BackoffTimer;
  /** The next time that a disk is asked which has not confirmed. */
  #reask: ReturnType<typeof setTimeout> | undefined;
  #syncing: Promise<void> | undefined;
  readonly #health = new StoreHealth((trouble) => this.#troubleChanged(trouble));
  #closed = false;

  constructor(options: DurablePublisherOptions) {
    this.#options = { retryMs: 1000, maxRetryMs: 10_000, diskLimitMs: 5000, ...options };
    const { retryMs: firstMs, maxRetryMs: mostMs } = this.#options;
    this.#retry = new BackoffTimer({ firstMs, mostMs }, () => this.#schedule());
    this.#backlog = new EventBacklog(options.backlogLimit);
    this.#seq = options.events.seq;
  }

  /** Takes an event in. One that the store refuses is told all the same, and the refusal goes to the log. */
  publish(event: HostEvent): void {
    if (this.#isBehind) this.#keep(event);
    else {
      this.#seq += 1;
      this.#take(event, this.#seq);
    }
    this.#schedule();
  }

  /** Takes note that tasks or queue have changed. */
  tasksChanged(): void {
    this.#tasksChanged = true;
    this.#schedule();
  }

  /** Why what happens now is not safe; `null` while it is. As `onTrouble`. */
  get trouble(): HutchError | null {
    return this.#health.trouble;
  }

  /** Stores what has happened so far, without waiting for the disk. `false` while the store fails, and until the backlog is written. */
  commit(): boolean {
    return !this.#isBehind && this.#write();
  }

  /** `now`, a state that may be newer than what is stored: stored first or, where that cannot be, marked. */
  told<T extends object>(now: T): T & { readonly unstored?: true } {
    return this.commit() ? now : { ...now, unstored: true };
  }

  /** As `commit`, but a store that fails is tried at once, unless it was within the last second: for a person who asks. */
  retryNow(): boolean {
    if (this.#retry.isRecent) return this.commit();
    this.#retry.stop();
    this.#flush();
    return this.commit();
  }

  /**
   * Resolves when all that has happened so far would survive a power cut.
   * @throws HutchError `store_failed`, `disk_full`; `unavailable` while what has waited is being written
   */
  async durable(): Promise<void> {
    if (this.commit() && (await this.#confirmed())) return;
    throw this.trouble ?? new HutchError('store_failed', 'The store does not take anything.');
  }

  /** Stores and tells what is left; what cannot be stored is given up with a line in the log. May be called twice, never rejects. */
  async close(): Promise<void> {
    if (this.#closed) return;
    await this.#syncing;
    this.#closed = true;
    clearImmediate(this.#turn);
    clearTimeout(this.#reask);
    this.#retry.stop();
    if (!this.#writeAll()) {
      const left = this.#pending.length + this.#backlog.length;
      this.#options.logger.error(`The last ${left} events are not stored: ${this.trouble?.message}`);
      return;
    }
    const batch = this.#pending.splice(0);
    await this.#confirmed();
    this.#tell(batch);
  }

  /** Whether something has happened that the store was not even told of. */
  get #isBehind(): boolean {
    return this.#retry.isSet || this.#backlog.length > 0;
  }

  #keep(event: HostEvent): void {
    this.#backlog.push(event);
    // Not before: what waits is numbered backwards from here.
    this.#seq += 1;
    if (!this.#retry.isSet) this.#cameIn += 1;
    if (this.#isTooLong || !this.#backlog.isTooLong) return;
    this.#isTooLong = true;
    this.#options.logger.warning(`${this.#backlog.length} events wait to be stored.`);
    this.#options.onBacklog(true);
  }

  #take(event: HostEvent, seq: number): void {
    if (event.type === 'document') this.#append(event, seq);
    this.#pending.push(event);
  }

  /** Hands the store the next piece of the backlog. How many events that were; 0 when there are none. */
  #takePiece(): number {
    const first = this.#seq - this.#backlog.length + 1;
    const piece = this.#backlog.takePiece();
    for (const [index, event] of piece.entries()) this.#take(event, first + index);
    return piece.length;
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
    if (this.#turn || this.#retry.isSet || this.#closed) return;
    this.#turn = setImmediate(() => this.#flush());
  }

  #flush(): void {
    this.#turn = undefined;
    if (this.#retry.isSet) return;
    const startedAt = performance.now();
    const cameIn = this.#cameIn;
    this.#cameIn = 0;
    let taken = 0;
    while (this.#write()) {
      // While the disk is waited for, what comes is committed; it is told afterwards, because order is kept.
      if (!this.#syncing) this.#tellStored();
      // A piece more than came in meanwhile, however long that takes: else a plan that cannot wait could keep the backlog from ever ending.
      const isEnough = taken >= cameIn && performance.now() - startedAt >= TURN_MS;
      const piece = this.#takePiece();
      taken += piece;
      if (piece === 0) return;
      if (!isEnough) continue;
      this.#health.tell();
      this.#schedule();
      return;
    }
  }

  #tellStored(): void {
    const batch = this.#pending.splice(0);
    if (this.#runEnded) this.#syncing = this.#tellConfirmed(batch);
    else this.#tell(batch);
    this.#runEnded = false;
  }

  /** Stores what the store has been told of. */
  #write(): boolean {
    try {
      this.#options.store.commit();
    } catch (thrown) {
      this.#fail(HutchError.from(thrown, 'store_failed'));
      return false;
    }
    this.#retry.helped();
    const isAll = this.#backlog.length === 0;
    if (isAll && this.#isTooLong) {
      this.#isTooLong = false;
      this.#options.onBacklog(false);
    }
    this.#health.took(isAll);
    return true;
  }

  #writeAll(): boolean {
    while (this.#write()) if (this.#takePiece() === 0) return true;
    return false;
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
      await diskAnswer(this.#options.store.sync(), this.#options.diskLimitMs);
    } catch (thrown) {
      this.#health.confirmed(HutchError.from(thrown, 'store_failed'));
      this.#askAgain();
      return false;
    }
    clearTimeout(this.#reask);
    this.#reask = undefined;
    this.#health.confirmed(null);
    return true;
  }

  #askAgain(): void {
    clearTimeout(this.#reask);
    if (this.#closed) return;
    this.#reask = setTimeout(() => void this.#confirmed(), this.#options.retryMs);
  }

  #fail(error: HutchError): void {
    this.#health.failed(error);
    if (!this.#closed) this.#retry.set();
  }

  #troubleChanged(trouble: HutchError | null): void {
    const { logger, onTrouble } = this.#options;
    if (trouble) logger[trouble.code === 'unavailable' ? 'info' : 'error'](trouble.message, { code: trouble.code });
    else logger.info('The store takes everything again.');
    onTrouble(trouble);
    if (trouble) return;
    // Who asked meanwhile has seen tasks that were not stored.
    this.#tasksChanged = true;
    this.#schedule();
  }
}
