import type { QueueChange } from '#shared/contract/index.ts';
import { HutchError } from '#shared/errors.ts';
import { HUTCH } from './asker.ts';

/** Changes that are remembered: whoever looked longer ago is told the last of them. */
const MOST_CHANGES = 200;
/** Changes that a refusal spells out. */
const TOLD = 3;

/**
 * Counts what is done to the queue: by people, and by Hutch where it holds an item or stops the queue. That a task starts, goes on or ends
 * well is no change: otherwise nobody could write to a queue of short plans. Whoever names a task that has started is refused by its state.
 */
export class ChangeLog {
  readonly #now: () => number;
  #revision: number;
  #changes: readonly QueueChange[];

  /** @param now seconds since the epoch */
  constructor(now: () => number, before: { revision: number; changes: readonly QueueChange[] }) {
    this.#now = now;
    this.#revision = before.revision;
    this.#changes = before.changes;
  }

  get revision(): number {
    return this.#revision;
  }

  /** The last changes, oldest first. */
  get changes(): readonly QueueChange[] {
    return this.#changes;
  }

  /** @param by who, as `askerText` writes it, or `hutch`. @param what a sentence: `count was moved to the front.` */
  record(by: string, what: string): void {
    this.#revision += 1;
    const change = { revision: this.#revision, at: this.#now(), by, what };
    this.#changes = [...this.#changes, change].slice(-MOST_CHANGES);
  }

  /** @throws HutchError `conflict` unless `revision` is that of now; `details` hold it, and the changes since */
  check(revision: number): void {
    if (revision === this.#revision) return;
    const changes = this.#changes.filter((change) => change.revision > revision);
    throw new HutchError('conflict', sentence(changes), { details: { revision: this.#revision, changes } });
  }
}

function sentence(changes: readonly QueueChange[]): string {
  if (changes.length === 0) return 'The queue is not the one that you looked at. Look again.';
  const told = changes.slice(-TOLD).map(({ by, what }) => {
    const said = what.replace(/\.$/, '');
    return by === HUTCH ? said : `${said} by ${by}`;
  });
  const more = changes.length - told.length;
  const before = more > 0 ? `${more} more change${more === 1 ? '' : 's'}; ` : '';
  return `The queue has changed since you looked: ${before}${told.join('; ')}.`;
}
