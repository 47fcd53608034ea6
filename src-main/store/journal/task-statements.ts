import type { StatementSyncInstance } from '@photostructure/sqlite';
import type { z } from 'zod';
import { SavedList, Task, type TaskHistoryQuery, type TaskState } from '#shared/contract/index.ts';
import { ManyRows, type SqlValue } from '../database/many-rows.ts';
import type { StoreDatabase } from '../database/store-database.ts';
import { searchWords } from '../search/search-text.ts';
import { TaskSearch } from './task-search.ts';

const OPEN: ReadonlySet<TaskState> = new Set(['waiting', 'running', 'paused']);

/** What {@link taskOfRow} reads. */
const TASK = 'task, state, held, ended_at';

/** Everything that is read and written about tasks. Writes are called inside a transaction. */
export class TaskStatements {
  readonly #database: StoreDatabase;
  readonly #search: TaskSearch;
  readonly #rows: ManyRows;
  readonly #cancel: StatementSyncInstance;
  readonly #task: StatementSyncInstance;
  readonly #open: StatementSyncInstance;
  readonly #ended: StatementSyncInstance;
  readonly #putList: StatementSyncInstance;
  readonly #dropList: StatementSyncInstance;
  readonly #lists: StatementSyncInstance;

  constructor(database: StoreDatabase) {
    this.#database = database;
    this.#search = new TaskSearch(database);
    this.#rows = new ManyRows(
      database,
      'INSERT INTO tasks (task_id, name, state, open, held, ended_at, task)',
      7,
      `ON CONFLICT (task_id) DO UPDATE SET name = excluded.name, state = excluded.state, open = excluded.open,
         held = excluded.held, ended_at = excluded.ended_at, task = excluded.task`,
    );
    this.#cancel = database.prepare(
      `UPDATE tasks SET state = 'cancelled', open = 0, held = 0, ended_at = ?
       WHERE open = 1 AND task_id IN (SELECT value FROM json_each(?))`,
    );
    this.#task = database.prepare(`SELECT ${TASK} FROM tasks WHERE task_id = ?`);
    this.#open = database.prepare(`SELECT ${TASK} FROM tasks WHERE open = 1 ORDER BY id`);
    this.#ended = database.prepare(
      `SELECT ${TASK} FROM (
         SELECT * FROM (SELECT id, ${TASK} FROM tasks WHERE open = 0 ORDER BY ended_at DESC, id DESC LIMIT ?)
         UNION
         SELECT id, ${TASK} FROM tasks WHERE open = 0 AND held = 1
       ) ORDER BY ended_at, id`,
    );
    this.#putList = database.prepare(
      'INSERT INTO lists (name, list) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET list = excluded.list',
    );
    this.#dropList = database.prepare('DELETE FROM lists WHERE name = ?');
    this.#lists = database.prepare('SELECT list FROM lists ORDER BY name');
  }

  putTasks(tasks: readonly Task[]): void {
    this.#rows.put(tasks.map(rowOfTask));
    const ended = tasks.filter(({ state }) => !OPEN.has(state));
    if (ended.length > 0) this.#search.note(ended.map(({ task_id }) => task_id));
  }

  /** Tasks that waited are cancelled and otherwise what they were: a whole queue may be cleared at once. */
  cancelTasks(tasks: readonly Task[]): void {
    const byTime = new Map<number | null, string[]>();
    for (const { task_id, ended_at } of tasks) {
      const ids = byTime.get(ended_at);
      if (ids) ids.push(task_id);
      else byTime.set(ended_at, [task_id]);
    }
    let found = 0;
    for (const [endedAt, ids] of byTime) found += Number(this.#cancel.run(endedAt, JSON.stringify(ids)).changes);
    // Whoever never waited here is written as it is.
    if (found < tasks.length) this.putTasks(tasks);
    else this.#search.note(tasks.map(({ task_id }) => task_id));
  }

  /** What was put is committed. */
  committed(): void {
    this.#search.noted();
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
      `SELECT ${TASK} FROM tasks WHERE open = 1 AND state <> 'waiting' ORDER BY id`,
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
    const words = searchWords(filter.text ?? '');
    if (words.length > 0) {
      const found = this.#search.condition(words);
      conditions.push(found.sql);
      values.push(...found.values);
    }
    const sql = `SELECT ${TASK} FROM tasks WHERE ${conditions.join(' AND ')} ORDER BY ended_at DESC, id DESC LIMIT ?`;
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

function rowOfTask(task: Task): SqlValue[] {
  const { task_id, name, state, hold, ended_at } = task;
  return [task_id, name, state, Number(OPEN.has(state)), Number(hold !== null), ended_at, JSON.stringify(task)];
}

/** The columns know more than the text: a task that was cancelled is written as it waited. */
function taskOfRow(row: unknown): Task {
  const { task, state, held, ended_at } = row as { task: string; state: TaskState; held: number; ended_at: number };
  const written = JSON.parse(task) as Task;
  return Task.parse({ ...written, state, ended_at, hold: held === 0 ? null : written.hold });
}
