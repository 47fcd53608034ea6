/**
 * How a store came to have its tables: entry `n` brings version `n` to version `n + 1`. An entry that has been released is never changed.
 * The version is SQLite's `user_version`.
 */
export const MIGRATIONS: readonly string[] = [
  `
  -- One row a run, kept up to date with every commit. \`session\` is the start of Hutch that wrote it: numbers of the stream mean nothing in another.
  CREATE TABLE runs (
    id INTEGER PRIMARY KEY,
    uid TEXT NOT NULL UNIQUE,
    scan_id INTEGER,
    plan_name TEXT,
    task_id TEXT,
    purpose TEXT,
    started_at REAL NOT NULL,
    ended_at REAL,
    exit_status TEXT,
    reason TEXT NOT NULL,
    num_events TEXT NOT NULL,
    num_points INTEGER,
    first_point INTEGER NOT NULL,
    documents INTEGER NOT NULL,
    last_at REAL NOT NULL,
    session TEXT NOT NULL
  ) STRICT;
  CREATE INDEX runs_by_plan ON runs (plan_name);
  CREATE INDEX runs_by_start ON runs (started_at);
  CREATE INDEX runs_open ON runs (id) WHERE exit_status IS NULL;

  -- Documents in the order of emission. \`doc\` is JSON that any program can read; \`aside\` says what JSON could not carry.
  CREATE TABLE documents (
    run INTEGER NOT NULL,
    idx INTEGER NOT NULL,
    name TEXT NOT NULL,
    seq INTEGER NOT NULL,
    doc TEXT NOT NULL,
    aside TEXT,
    PRIMARY KEY (run, idx)
  ) STRICT, WITHOUT ROWID;

  -- Where among the documents of a run its descriptors are.
  CREATE TABLE descriptors (run INTEGER NOT NULL, idx INTEGER NOT NULL, PRIMARY KEY (run, idx)) STRICT, WITHOUT ROWID;

  CREATE TABLE run_devices (device TEXT NOT NULL, run INTEGER NOT NULL, PRIMARY KEY (device, run)) STRICT, WITHOUT ROWID;
  CREATE INDEX run_devices_by_run ON run_devices (run);
  CREATE VIRTUAL TABLE run_text USING fts5 (text, tokenize = 'trigram case_sensitive 1');

  -- Files of arrays, and which of their rows belong to which events.
  CREATE TABLE array_files (
    run INTEGER NOT NULL,
    n INTEGER NOT NULL,
    uid TEXT NOT NULL,
    descriptor TEXT NOT NULL,
    data_key TEXT NOT NULL,
    container TEXT NOT NULL,
    type TEXT NOT NULL,
    shape TEXT NOT NULL,
    PRIMARY KEY (run, n)
  ) STRICT, WITHOUT ROWID;
  CREATE TABLE array_rows (
    run INTEGER NOT NULL,
    n INTEGER NOT NULL,
    first INTEGER NOT NULL,
    count INTEGER NOT NULL,
    seq_num INTEGER NOT NULL,
    uid TEXT NOT NULL,
    PRIMARY KEY (run, n, first)
  ) STRICT, WITHOUT ROWID;

  -- Tasks as the contract has them. \`open\`: waiting, running or paused. \`held\`: in sight though it has ended.
  CREATE TABLE tasks (
    id INTEGER PRIMARY KEY,
    task_id TEXT NOT NULL UNIQUE,
    name TEXT NOT NULL,
    state TEXT NOT NULL,
    open INTEGER NOT NULL,
    held INTEGER NOT NULL,
    ended_at REAL,
    task TEXT NOT NULL
  ) STRICT;
  CREATE INDEX tasks_open ON tasks (id) WHERE open = 1;
  CREATE INDEX tasks_held ON tasks (ended_at) WHERE open = 0 AND held = 1;
  CREATE INDEX tasks_ended ON tasks (ended_at) WHERE open = 0;
  CREATE VIRTUAL TABLE task_text USING fts5 (text, tokenize = 'trigram case_sensitive 1');
  CREATE TABLE lists (name TEXT PRIMARY KEY, list TEXT NOT NULL) STRICT, WITHOUT ROWID;

  -- Single values as JSON: the scan number, how much there is, the queue's order and settings.
  CREATE TABLE facts (key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;
  `,
  `
  -- Ended tasks whose text is not in \`task_text\` yet: lists of their ids as JSON.
  CREATE TABLE tasks_to_index (id INTEGER PRIMARY KEY, task_ids TEXT NOT NULL) STRICT;
  `,
  `
  -- Where a search by metadata looks first: the last part of a key, and the value, of a run's start document.
  CREATE TABLE run_metadata (
    key TEXT NOT NULL,
    value ANY NOT NULL,
    run INTEGER NOT NULL,
    PRIMARY KEY (key, value, run)
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX run_metadata_by_run ON run_metadata (run);
  INSERT OR IGNORE INTO run_metadata (key, value, run)
    SELECT found.key, iif(found.type = 'text', substr(found.atom, 1, 100), found.atom), documents.run
    FROM documents, json_tree(iif(json_valid(documents.doc), documents.doc, '{}')) AS found
    WHERE documents.idx = 0 AND found.atom IS NOT NULL AND typeof(found.key) = 'text'
      AND substr(found.path || '.', 1, 13) <> '$.provenance.';
  `,
];

/** The version that this Hutch writes. */
export const STORE_VERSION = MIGRATIONS.length;

/** SQLite's `application_id` of a store: the letters `Htch`. */
export const APPLICATION_ID = 0x48746368;
