import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openStore } from './open-store.ts';

let stateDir: string;
beforeEach(() => {
  stateDir = mkdtempSync(join(tmpdir(), 'hutch-notices-'));
});
afterEach(() => rmSync(stateDir, { recursive: true }));

const NOTICE = { id: 'killed', at: 7, level: 'warning' as const, message: 'Hutch was killed.', dismissible: true };

describe('SqliteNoticeLog', () => {
  it('gives back what was committed, and nothing that was not', () => {
    const first = openStore({ stateDir, now: () => 1 });
    first.notices.put([NOTICE]);
    first.runs.commit();
    first.notices.put([]);
    expect(first.notices.load()).toEqual([NOTICE]);
    first.runs.commit();
    expect(first.notices.load()).toEqual([]);
    first.notices.put([NOTICE]);
    first.runs.close();
    const second = openStore({ stateDir, now: () => 2 });
    expect(second.notices.load()).toEqual([NOTICE]);
    second.runs.close();
  });
});
