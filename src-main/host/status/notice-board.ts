import type { Notice } from '#shared/contract/index.ts';
import { HutchError } from '#shared/errors.ts';
import { Listeners } from '../../worker/listeners.ts';

/** A notice before it is put up. One with the `id` of another takes its place. */
export type NewNotice = Omit<Notice, 'at' | 'dismissible'> & {
  readonly dismissible?: boolean;
  /** It stands until it is put away, however often Hutch is started anew. */
  readonly kept?: boolean;
};

/** Where kept notices outlive the process; written with the store's next commit. */
export interface NoticeLog {
  load(): Notice[];
  put(notices: readonly Notice[]): void;
}

/** What a person must know and has not put away yet. */
export class NoticeBoard {
  readonly #notices = new Map<string, Notice>();
  readonly #kept = new Set<string>();
  readonly #log: NoticeLog | undefined;
  readonly #changed = new Listeners<void>();
  readonly #now: () => number;

  /**
   * @param now seconds since the epoch
   * @param log what it has kept stands from the start
   */
  constructor(now: () => number, log?: NoticeLog) {
    this.#now = now;
    this.#log = log;
    for (const notice of log?.load() ?? []) {
      this.#notices.set(notice.id, notice);
      this.#kept.add(notice.id);
    }
  }

  /** The notices that stand, oldest first. */
  list(): Notice[] {
    return [...this.#notices.values()];
  }

  /** Puts a notice up; one that says the same already stands as it is. It can be dismissed unless it says otherwise. */
  put({ dismissible = true, kept = false, ...notice }: NewNotice): void {
    const standing = this.#notices.get(notice.id);
    if (standing?.message === notice.message && standing.level === notice.level) return;
    this.#notices.set(notice.id, { ...notice, dismissible, at: this.#now() });
    if (kept) {
      this.#kept.add(notice.id);
      this.#keep();
    }
    this.#changed.emit();
  }

  /** Takes a notice down that no longer is so. One that does not stand is no mistake. */
  remove(id: string): void {
    if (!this.#notices.delete(id)) return;
    if (this.#kept.delete(id)) this.#keep();
    this.#changed.emit();
  }

  /** A person puts a notice away; one that is gone already is no mistake. @throws HutchError `not_allowed` while it is still so */
  dismiss(id: string): void {
    if (this.#notices.get(id)?.dismissible === false) {
      throw new HutchError('not_allowed', 'This notice goes when its cause is gone; it cannot be put away before.');
    }
    this.remove(id);
  }

  /** Calls back after every change. */
  onChange(listener: () => void): () => void {
    return this.#changed.add(listener);
  }

  #keep(): void {
    this.#log?.put(this.list().filter(({ id }) => this.#kept.has(id)));
  }
}
