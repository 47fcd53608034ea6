import { z } from 'zod';
import { Notice } from '#shared/contract/index.ts';
import { FactTable } from './database/fact-table.ts';
import type { Gathering } from './database/gathering.ts';
import type { StoreDatabase } from './database/store-database.ts';

/**
 * Keeps the notices that a person has not put away, so that a Hutch that is killed before anybody has read them tells them again.
 * Gathered like a document, and in the same commit. It is made by `openStore`.
 */
export class SqliteNoticeLog implements Gathering {
  readonly #database: StoreDatabase;
  readonly #facts: FactTable;
  #notices: readonly Notice[] | undefined;

  constructor(database: StoreDatabase) {
    this.#database = database;
    this.#facts = new FactTable(database);
    database.join(this);
  }

  /** What is committed, oldest first. @throws HutchError `store_failed` */
  load(): Notice[] {
    return this.#database.read(() =>
      z
        .array(Notice)
        .catch([])
        .parse(this.#facts.get('notices') ?? []),
    );
  }

  /** Takes the place of what was kept before. */
  put(notices: readonly Notice[]): void {
    this.#notices = [...notices];
  }

  get pending(): boolean {
    return this.#notices !== undefined;
  }

  write(): void {
    this.#facts.put('notices', this.#notices);
  }

  written(): void {
    this.#notices = undefined;
  }
}
