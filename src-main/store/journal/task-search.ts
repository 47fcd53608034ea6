import type { StatementSyncInstance } from '@photostructure/sqlite';
import { z } from 'zod';
import type { Task } from '#shared/contract/index.ts';
import { ManyRows } from '../database/many-rows.ts';
import type { SpareWork } from '../database/spare-work.ts';
import type { StoreDatabase } from '../database/store-database.ts';
import { searchCondition } from '../search/search-condition.ts';
import { mayHaveWords, searchableText, textsIn } from '../search/search-text.ts';

/** A piece of work ends with so many tasks, or after so many characters of their text: some 20 ms at most, one long text apart. */
const PIECE_TASKS = 50;
const PIECE_CHARACTERS = 10_000;

/** Ids of tasks that are noted and not indexed yet. What is no JSON names none. */
const NOTED =
  "SELECT named.value FROM tasks_to_index AS noted, json_each(iif(json_valid(noted.task_ids), noted.task_ids, '[]')) AS named";

const TaskIds = z.array(z.string());

/** What is to be indexed next. */
interface Piece {
  /** Texts by id of row. */
  readonly texts: ReadonlyMap<number, string>;
  /** All notes before this one are done with. */
  readonly note: number;
  /** What is left of this one. */
  readonly left: readonly string[];
}

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
  readonly #task: StatementSyncInstance;
  readonly #dropNotes: StatementSyncInstance;
  readonly #putNote: StatementSyncInstance;
  readonly #putText: StatementSyncInstance;
  readonly #dropText: StatementSyncInstance;

  constructor(database: StoreDatabase) {
    this.#database = database;
    database.sql.function('task_has_words', { deterministic: true }, hasWords);
    this.#note = new ManyRows(database, 'INSERT INTO tasks_to_index (task_ids)', 1);
    this.#notes = database.prepare('SELECT id, task_ids FROM tasks_to_index ORDER BY id');
    this.#task = database.prepare('SELECT id, task FROM tasks WHERE task_id = ?');
    this.#dropNotes = database.prepare('DELETE FROM tasks_to_index WHERE id <= ?');
    this.#putNote = database.prepare('INSERT INTO tasks_to_index (id, task_ids) VALUES (?, ?)');
    this.#putText = database.prepare('INSERT INTO task_text (rowid, text) VALUES (?, ?)');
    this.#dropText = database.prepare('DELETE FROM task_text WHERE rowid = ?');
    this.#work = database.spareWork(() => this.#indexSome());
    // What the process before had no time for.
    if (this.#notes.get() !== undefined) this.#work.wake();
  }

  /** These have ended, or have changed since. Inside the transaction that writes them. */
  note(taskIds: readonly string[]): void {
    const notes: string[][] = [];
    for (let at = 0; at < taskIds.length; at += PIECE_TASKS) {
      notes.push([JSON.stringify(taskIds.slice(at, at + PIECE_TASKS))]);
    }
    this.#note.put(notes);
  }

  /** What was noted is committed. */
  noted(): void {
    this.#work.wake();
  }

  /**
   * The condition that a row of `tasks` has every word in its text, with the values for its places. What is noted is read row by row, as
   * the list comes to it: a page that is full ends that.
   */
  condition(words: readonly string[]): { sql: string; values: string[] } {
    const indexed = words.map((word) => searchCondition('id', 'task_text', word));
    const sql = indexed.map((one) => one.sql).join(' AND ');
    const values = indexed.map(({ value }) => value);
    if (this.#notes.get() === undefined) return { sql, values };
    // By an index on `task_id` all that is noted would be read first: the plus keeps SQLite from it.
    return {
      sql: `((${sql}) OR (+task_id IN (${NOTED}) AND task_has_words(task, ?) = 1))`,
      values: [...values, JSON.stringify(words)],
    };
  }

  #indexSome(): boolean {
    const piece = this.#nextPiece();
    if (!piece) return false;
    const { note, left } = piece;
    const texts = [...piece.texts].sort(([a], [b]) => a - b);
    this.#database.transaction(() => {
      // Apart and in order: a full-text table writes out what it has gathered when it goes back, and before a statement on another table.
      this.#dropNotes.run(note);
      if (left.length > 0) this.#putNote.run(note, JSON.stringify(left));
      for (const [id] of texts) this.#dropText.run(id);
      for (const [id, text] of texts) this.#putText.run(id, text);
    });
    return true;
  }

  /** `undefined` where nothing is noted. */
  #nextPiece(): Piece | undefined {
    const texts = new Map<number, string>();
    let tasks = 0;
    let characters = 0;
    let done: number | undefined;
    for (const row of this.#notes.iterate()) {
      const { id: note, task_ids } = row as { id: number; task_ids: string };
      const taskIds = this.#idsIn(task_ids);
      for (const [at, taskId] of taskIds.entries()) {
        if (tasks >= PIECE_TASKS || characters >= PIECE_CHARACTERS) return { texts, note, left: taskIds.slice(at) };
        const read = this.#read(taskId);
        if (read) texts.set(read.id, read.text);
        tasks += 1;
        characters += read?.text.length ?? 0;
      }
      done = note;
    }
    return done === undefined ? undefined : { texts, note: done, left: [] };
  }

  /** The tasks that a note names: none if it cannot be read. */
  #idsIn(note: string): string[] {
    try {
      return TaskIds.parse(JSON.parse(note));
    } catch {
      this.#database.warnings.tell(
        'a note of tasks',
        'A note of tasks whose text is to be indexed cannot be read: it is dropped, and these tasks are not found by their text.',
      );
      return [];
    }
  }

  #read(taskId: string): { id: number; text: string } | undefined {
    const row = this.#task.get(taskId) as { id: number; task: string } | undefined;
    if (!row) return undefined;
    try {
      return { id: row.id, text: textOf(row.task) };
    } catch {
      this.#database.warnings.tell(`task ${taskId}`, `Task ${taskId} cannot be read: it is not found by its text.`);
      return undefined;
    }
  }
}

function textOf(stored: string): string {
  const task = JSON.parse(stored) as Task;
  const { task_id, name, purpose, columns, params, metadata, instrument_session, submitted_by, error } = task;
  const parts = [task_id, name, purpose, columns, params, metadata, instrument_session, submitted_by, error?.message];
  return searchableText(parts.flatMap((part) => textsIn(part)));
}

/** @param words a list as JSON. A task that cannot be read has none */
function hasWords(stored: string, words: string): number {
  const looked = JSON.parse(words) as string[];
  if (!mayHaveWords(stored, looked)) return 0;
  try {
    const text = textOf(stored);
    return Number(looked.every((word) => text.includes(word)));
  } catch {
    return 0;
  }
}
