import { spawnSync } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ROOT } from '../fixtures/root.ts';
import { CLI, expect, test } from '../fixtures/terminals.ts';

test('runs are listed and exported, by the Hutch that runs and from the store alone', async ({ terminals }) => {
  const folder = await mkdtemp(join(tmpdir(), 'hutch-e2e-'));
  const serving = await terminals.serve();
  terminals.hutch('queue', 'add', 'scan', '{"num": 3}', '--purpose', 'LaB6');
  const runs = () => terminals.hutch('runs', 'ls', 'LaB6', '--outcome', 'success', '--json').values();
  await expect.poll(() => runs().length).toBe(1);
  const uid = String(runs()[0]?.uid);
  const csv = join(folder, 'scan.csv');
  expect(terminals.hutch('runs', 'export', '1', '--format', 'csv', '-o', csv).status).toBe(0);
  const rows = (await readFile(csv, 'utf8')).trim().split('\n');
  expect(rows).toHaveLength(4);
  expect(rows[0]).toContain('stage-x');
  const served = terminals.hutch('runs', 'export', uid.slice(0, 8)).out;
  expect(served.map((line) => JSON.parse(line).name)).toEqual([
    'start',
    'descriptor',
    'event',
    'event',
    'event',
    'stop',
  ]);
  serving.interrupt();
  await serving.ends();
  expect(runs()[0]?.uid).toBe(uid);
  expect(terminals.hutch('runs', 'export', uid.slice(0, 8)).out).toEqual(served);
  expect(terminals.hutch('runs', 'rm', uid).status).toBe(2);
  expect(terminals.hutch('runs', 'rm', uid, '--yes').status).toBe(0);
  expect(runs()).toEqual([]);
  await rm(folder, { recursive: true });
});

test('the store is checked and copied beside a Hutch, and made smaller without one', async ({ terminals }) => {
  const folder = await mkdtemp(join(tmpdir(), 'hutch-e2e-'));
  const serving = await terminals.serve();
  terminals.hutch('queue', 'add', 'count', '{"num": 3}');
  await expect.poll(() => terminals.hutch('runs', 'ls', '--outcome', 'success').out.length).toBe(1);
  expect(terminals.hutch('store', 'check', '--json').values()[0]).toMatchObject({ ok: true, runs: 1 });
  const copy = join(folder, 'copy');
  expect(terminals.hutch('store', 'backup', copy).status).toBe(0);
  const vacuum = terminals.hutch('store', 'vacuum');
  expect(vacuum).toMatchObject({ status: 2, err: expect.stringContaining('error[workspace_held]') });
  serving.interrupt();
  await serving.ends();
  expect(terminals.hutch('store', 'vacuum').status).toBe(0);
  expect(terminals.hutch('store', 'check').out[0]).toMatch(/is whole: 1 run, \d+ documents\.$/);
  await writeFile(join(folder, 'hutch.yaml'), 'env:\n  metadata: {instrument: i00}\nstore:\n  path: copy\n');
  const { HUTCH_STATE_DIR: _elsewhere, ...env } = process.env;
  const listed = spawnSync(process.execPath, [join(ROOT, CLI), 'runs', 'ls'], { cwd: folder, encoding: 'utf8', env });
  expect(listed.stdout).toMatch(/count {2}success {2}3 points/);
  await rm(folder, { recursive: true });
});
