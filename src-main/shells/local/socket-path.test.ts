import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { assertOwnSocket } from './socket-path.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'hutch-socket-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

it('speaks to a socket in a folder of the user alone, and to none that others could have put there', () => {
  const path = join(folder, 'hutch.sock');
  expect(() => assertOwnSocket(path), 'one that is not there').not.toThrow();
  writeFileSync(path, '');
  expect(() => assertOwnSocket(path)).not.toThrow();
  chmodSync(folder, 0o777);
  expect(() => assertOwnSocket(path)).toThrow(expect.objectContaining({ code: 'not_allowed' }));
});
