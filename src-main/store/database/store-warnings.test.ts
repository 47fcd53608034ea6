import { join } from 'node:path';
import { DatabaseSync } from '@photostructure/sqlite';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import type { Logger } from '#shared/logger.ts';
import { openStore, STORE_FILE } from '../open-store.ts';
import { RunFeed } from '../testing/run-feed.ts';
import { temporaryFolder } from '../testing/temporary-folder.ts';
import { StoreWarnings } from './store-warnings.ts';

const ignore = () => undefined;

function aLogger() {
  const warning = vi.fn();
  const logger: Logger = { debug: ignore, info: ignore, warning, error: ignore, child: () => logger };
  return { logger, warning };
}

describe('StoreWarnings', () => {
  it('tells what was told before there was a log, then what comes, once per cause', () => {
    const { logger, warning } = aLogger();
    const warnings = new StoreWarnings();
    warnings.tell('a', 'First.');
    warnings.tell('a', 'Again.');
    expect(warning).not.toHaveBeenCalled();
    warnings.logTo(logger);
    warnings.tell('a', 'Again.');
    warnings.tell('b', 'Second.');
    expect(warning.mock.calls).toEqual([['First.'], ['Second.']]);
  });
});

describe('a commit', () => {
  it('leaves out what is derived from a document and refused, and says so once; the document itself must be taken', () => {
    const { logger, warning } = aLogger();
    const stateDir = temporaryFolder();
    const { runs } = openStore({ stateDir, now: () => 5000, logger });
    const sql = new DatabaseSync(join(stateDir, STORE_FILE));
    onTestFinished(() => {
      runs.close();
      sql.close();
    });
    const refuse = (table: string) =>
      sql.exec(`CREATE TRIGGER no_${table} BEFORE INSERT ON ${table} BEGIN SELECT raise(ABORT, 'no'); END`);
    refuse('run_metadata');
    refuse('run_devices');
    const feed = new RunFeed(runs);
    for (const uid of ['a', 'b']) {
      feed.run(uid, { purpose: 'LaB6' });
      runs.commit();
    }
    expect(warning.mock.calls.flat()).toEqual([
      expect.stringContaining('the index of devices'),
      expect.stringContaining('the index of metadata'),
    ]);
    expect(runs.runs({ text: 'lab6' })).toHaveLength(2);
    expect(runs.documents('b').documents).toHaveLength(5);
    refuse('runs');
    feed.run('c');
    expect(() => runs.commit()).toThrow('no');
    expect(warning).toHaveBeenCalledTimes(2);
  });
});
