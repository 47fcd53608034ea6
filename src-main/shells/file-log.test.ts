import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { LogEntry } from '#shared/contract/index.ts';
import { atLeast, FileLog } from './file-log.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'hutch-log-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

const entry = (more: Partial<LogEntry> = {}): LogEntry => ({
  time: 0,
  level: 'info',
  source: 'worker',
  message: 'count starts.',
  ...more,
});

describe('a log in a file', () => {
  it('is appended to, a line an entry, in a folder that is made for it', () => {
    const path = join(folder, 'logs', 'hutch.log');
    for (const message of ['one', 'two']) {
      using log = FileLog.open(path);
      log.write(entry({ message, ...(message === 'two' && { details: { task_id: 't' } }) }));
    }
    expect(readFileSync(path, 'utf8')).toBe(
      '1970-01-01T00:00:00.000Z info worker: one\n1970-01-01T00:00:00.000Z info worker: two {"task_id":"t"}\n',
    );
  });

  it('is quiet once it is closed, which may be done twice', () => {
    const path = join(folder, 'hutch.log');
    const log = FileLog.open(path);
    log[Symbol.dispose]();
    log[Symbol.dispose]();
    log.write(entry());
    expect(readFileSync(path, 'utf8')).toBe('');
  });

  it('that cannot be written is named', () => {
    writeFileSync(join(folder, 'file'), '');
    const path = join(folder, 'file', 'hutch.log');
    expect(() => FileLog.open(path)).toThrow(`The log ${path} cannot be written`);
  });

  it('has nothing below the level that was asked for', () => {
    const seen: string[] = [];
    const sink = atLeast('warning', ({ level }) => seen.push(level));
    for (const level of ['debug', 'info', 'warning', 'error'] as const) sink(entry({ level }));
    expect(seen).toEqual(['warning', 'error']);
  });
});
