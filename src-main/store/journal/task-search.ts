import type { StatementSyncInstance } from '@photostructure/sqlite';
import type { Task } from '#shared/contract/index.ts';
import { ManyRows } from '../database/many-rows.ts';
import type { SpareWork } from '../database/spare-work.ts';
import type { StoreDatabase } from '../database/store-database.ts';
import { searchCondition } from '../search/search-condition.ts';
import { searchableText, textsIn } from '../search/search-text.ts';

/** Tasks of one piece of work: some milliseconds. */
const PIECE = 50;

/** Tasks that are noted and not indexed yet. */
const NOTED = 'tasks_to_index AS noted, json_each(noted.task_ids) AS named JOIN tasks ON tasks.task_id = named.value';

/**
 * Finds ended tasks by their text. To index a text costs more than all else that is written about a task, and a queue of thousands may be
 * cleared at once: a commit only notes who is to be indexed, and that is done in spare time, if need be by the next process. Until then
 * what is noted is read when somebody searches.
 */
export class TaskSearch {
  readonly #database: StoreDatabase;
  readonly #work: SpareWork;
  readonly #note: ManyRows;
  readonly #notes: StatementSyncInstance;
  readonly #noted: StatementSyncInstance;
  readonly #dropNotes: StatementSyncInstance;
  readonly #putText: StatementSyncInstance;
  readonly #dropText: StatementSyncInstance;

  constructor(database: StoreDatabase) {
    this.#database = database;
    database.sql.function('task_has_words', { deterministic: true }, hasWords);
    this.#note = new ManyRows(database, 'INSERT INTO tasks_to_index (task_ids)', 1);
    this.#notes = database.prepare('SELECT id, json_array_length(task_ids) AS count FROM tasks_to_index ORDER BY id');
    this.#noted = database.prepare(
      `SELECT DISTINCT tasks.id, task FROM ${NOTED} WHERE noted.id <= ? ORDER BY tasks.id`,
    );
    this.#dropNotes = database.prepare('DELETE FROM tasks_to_index WHERE id <= ?');
    this.#putText = database.prepare('INSERT INTO task_text (rowid, text) VALUES (?, ?)');
    this.#dropText = database.prepare('DELETE FROM task_text WHERE rowid = ?');
    this.#work = database.spareWork(() => this.#indexSome());
    // What the process before had no time for.
    if (this.#nextNote() !== undefined) this.#work.wake();
  }

  /** These have ended, or have changed since. Inside the transaction that writes them. */
  note(taskIds: readonly string[]): void {
    const notes: string[][] = [];
    for (let at = 0; at < taskIds.length; at += PIECE) notes.push([JSON.stringify(taskIds.slice(at, at + PIECE))]);
    this.#note.put(notes);
  }

  /** What was noted is committed. */
  noted(): void {
    this.#work.wake();
  }

  /** The condition that a row of `tasks` has every word in its text, with the values for its places. */
  condition(words: readonly string[]): { sql: string; values: string[] } {
    const indexed = words.map((word) => searchCondition('id', 'task_text', word));
    const sql = `((${indexed.map((one) => one.sql).join(' AND ')}) OR id IN (
      SELECT tasks.id FROM ${NOTED} WHERE task_has_words(task, ?) = 1))`;
    return { sql, values: [...indexed.map(({ value }) => value), JSON.stringify(words)] };
  }

  #indexSome(): boolean {
    const last = this.#nextNote();
    if (last === undefined) return false;
    const texts = this.#noted.all(last).map((row) => {
      const { id, task } = row as { id: number; task: string };
      return { id, text: textOf(task) };
    });
    this.#database.transaction(() => {
      // Apart and in order: a full-text table writes out what it has gathered when it goes back, and before a statement on another table.
      this.#dropNotes.run(last);
      for (const { id } of texts) this.#dropText.run(id);
      for (const { id, text } of texts) this.#putText.run(id, text);
    });
    return true;
  }

  /** The last note of the next piece; `undefined` where there is none. */
  #nextNote(): number | undefined {
    let last: number | undefined;
    let tasks = 0;
    for (const row of this.#notes.iterate()) {
      const { id, count } = row as { id: number; count: number };
      tasks += count;
      if (last !== undefined && tasks > PIECE) break;
      last = id;
    }
    return last;
  }
}

function textOf(stored: string): string {
  const task = JSON.parse(stored) as Task;
  const { task_id, name, purpose, columns, params, metadata, instrument_session, submitted_by, error } = task;
  const parts = [task_id, name, purpose, columns, params, metadata, instrument_session, submitted_by, error?.message];
  return searchableText(parts.flatMap((part) => textsIn(part)));
}

/** @param words a list as JSON */
function hasWords(stored: string, words: string): number {
  const text = textOf(stored);
  return Number((JSON.parse(words) as string[]).every((word) => text.includes(word)));
}
