import type { StatementSyncInstance } from '@photostructure/sqlite';
import type { z } from 'zod';
import { SavedList, Task, type TaskHistoryQuery, type TaskState } from '#shared/contract/index.ts';
import type { StoreDatabase } from '../database/store-database.ts';
import { searchCondition } from '../search/search-condition.ts';
import { searchableText, searchWords, textsIn } from '../search/search-text.ts';

const OPEN: ReadonlySet<TaskState> = new Set(['waiting', 'running', 'paused']);

/** Everything that is read and written about tasks. Writes are called inside a transaction. */
export class TaskStatements {
  readonly #database: StoreDatabase;
  readonly #putTask: StatementSyncInstance;
  readonly #putText: StatementSyncInstance;
  readonly #dropText: StatementSyncInstance;
  readonly #task: StatementSyncInstance;
  readonly #open: StatementSyncInstance;
  readonly #ended: StatementSyncInstance;
  readonly #putList: StatementSyncInstance;
  readonly #dropList: StatementSyncInstance;
  readonly #lists: StatementSyncInstance;

  constructor(database: StoreDatabase) {
    this.#database = database;
    this.#putTask = database.prepare(
      `INSERT INTO tasks (task_id, name, state, open, held, ended_at, task) VALUES (?, ?, ?, ?, ?, ?, ?)
       ON CONFLICT (task_id) DO UPDATE SET name = excluded.name, state = excluded.state, open = excluded.open,
         held = excluded.held, ended_at = excluded.ended_at, task = excluded.task
       RETURNING id`,
    );
    this.#putText = database.prepare('INSERT INTO task_text (rowid, text) VALUES (?, ?)');
    this.#dropText = database.prepare('DELETE FROM task_text WHERE rowid = ?');
    this.#task = database.prepare('SELECT task FROM tasks WHERE task_id = ?');
    this.#open = database.prepare('SELECT task FROM tasks WHERE open = 1 ORDER BY id');
    this.#ended = database.prepare(
      `SELECT task FROM (
         SELECT * FROM (SELECT id, ended_at, task FROM tasks WHERE open = 0 ORDER BY ended_at DESC, id DESC LIMIT ?)
         UNION
         SELECT id, ended_at, task FROM tasks WHERE open = 0 AND held = 1
       ) ORDER BY ended_at, id`,
    );
    this.#putList = database.prepare(
      'INSERT INTO lists (name, list) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET list = excluded.list',
    );
    this.#dropList = database.prepare('DELETE FROM lists WHERE name = ?');
    this.#lists = database.prepare('SELECT list FROM lists ORDER BY name');
  }

  putTask(task: Task): void {
    const open = OPEN.has(task.state);
    const { task_id, name, state, hold, ended_at } = task;
    const text = JSON.stringify(task);
    const row = this.#putTask.get(task_id, name, state, Number(open), Number(hold !== null), ended_at, text);
    if (open) return;
    const { id } = row as { id: number };
    this.#dropText.run(id);
    this.#putText.run(id, textOfTask(task));
  }

  task(id: string): Task | undefined {
    const row = this.#task.get(id);
    return row === undefined ? undefined : taskOfRow(row);
  }

  /** Waiting, running or paused, the oldest first. */
  open(): Task[] {
    return this.#open.all().map(taskOfRow);
  }

  /** Running or paused, the oldest first. Asked for once, at a start. */
  begun(): Task[] {
    const statement = this.#database.prepare(
      `SELECT task FROM tasks WHERE open = 1 AND state <> 'waiting' ORDER BY id`,
    );
    try {
      return statement.all().map(taskOfRow);
    } finally {
      statement.close();
    }
  }

  /** The last that ended, and all that are held, the oldest first. */
  ended(limit: number): Task[] {
    return this.#ended.all(limit).map(taskOfRow);
  }

  /** Ended tasks, the newest first. */
  history(filter: z.output<typeof TaskHistoryQuery>): Task[] {
    const conditions = ['open = 0'];
    const values: (string | number)[] = [];
    if (filter.plan !== undefined) {
      conditions.push('name = ?');
      values.push(filter.plan);
    }
    if (filter.states !== undefined) {
      conditions.push(`state IN (${filter.states.map(() => '?').join(', ')})`);
      values.push(...filter.states);
    }
    if (filter.before !== undefined) {
      conditions.push('ended_at < ?');
      values.push(filter.before);
    }
    for (const word of searchWords(filter.text ?? '')) {
      const { sql, value } = searchCondition('id', 'task_text', word);
      conditions.push(sql);
      values.push(value);
    }
    const sql = `SELECT task FROM tasks WHERE ${conditions.join(' AND ')} ORDER BY ended_at DESC, id DESC LIMIT ?`;
    const statement = this.#database.prepare(sql);
    try {
      return statement.all(...values, filter.limit).map(taskOfRow);
    } finally {
      statement.close();
    }
  }

  putList(list: SavedList): void {
    this.#putList.run(list.name, JSON.stringify(list));
  }

  dropList(name: string): void {
    this.#dropList.run(name);
  }

  lists(): SavedList[] {
    return this.#lists.all().map((row) => SavedList.parse(JSON.parse((row as { list: string }).list)));
  }
}

function taskOfRow(row: unknown): Task {
  return Task.parse(JSON.parse((row as { task: string }).task));
}

function textOfTask({
  task_id,
  name,
  purpose,
  columns,
  params,
  metadata,
  instrument_session,
  submitted_by,
  error,
}: Task): string {
  const parts = [task_id, name, purpose, columns, params, metadata, instrument_session, submitted_by, error?.message];
  return searchableText(parts.flatMap((part) => textsIn(part)));
}
