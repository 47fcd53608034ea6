import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import type { RequestInput, RunSummary } from '#shared/contract/index.ts';
import { HutchError } from '#shared/errors.ts';
import { aTask } from '#shared/testing/a-task.ts';
import { FakeHostApi } from '../../testing/fake-host-api.ts';
import { fakeSurroundings } from '../../testing/fake-surroundings.ts';
import { runCli } from '../run-cli.ts';

const uidOf = (start: string) => `${start}-0000-4000-8000-000000000000`;
const run = (more: Partial<RunSummary>): RunSummary => ({
  uid: uidOf('3fa1c2d0'),
  scan_id: 7,
  plan_name: 'scan',
  task_id: 't',
  purpose: 'LaB6',
  started_at: 100,
  ended_at: 287,
  exit_status: 'success',
  reason: '',
  num_events: { primary: 51, baseline: 2 },
  continue_from: null,
  ...more,
});
const RUNS = [
  run({ uid: uidOf('5555aaaa'), scan_id: 12, exit_status: null, ended_at: null, continue_from: null }),
  run({ uid: uidOf('3fa1c2d0'), exit_status: 'abort', reason: 'wrong sample', continue_from: 12 }),
  run({ uid: uidOf('3fa1eeee'), scan_id: 6 }),
  run({ uid: uidOf('12345678'), scan_id: 5, plan_name: 'count', purpose: null }),
];

let api: FakeHostApi;
let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'hutch-runs-'));
});
afterAll(() => rm(folder, { recursive: true }));
beforeEach(() => {
  api = new FakeHostApi()
    .on('runs.list', ({ text }) => RUNS.filter(({ scan_id }) => text === undefined || String(scan_id) === text))
    .on('runs.get', ({ uid }) => {
      const found = RUNS.find((each) => each.uid === uid);
      if (!found) throw new HutchError('unknown_run', `There is no run ${uid}.`);
      return found;
    })
    .on('runs.documents', () => ({
      documents: [{ name: 'start', doc: { uid: 'x', plan_name: 'scan', sample: 'LaB6' } }],
      through_seq: 0,
      next: 1,
    }));
});

/** Runs a command beside a running Hutch; `stored` without one, on the store alone. */
async function hutch(args: string[], { isStored = false } = {}) {
  const surroundings = fakeSurroundings(isStored ? { stored: api } : { running: api });
  const status = await runCli(surroundings, ['runs', ...args]);
  return { status, out: surroundings.terminal.outLines, err: surroundings.terminal.errLines };
}

describe('hutch runs ls', () => {
  it('is a line a run: when, uid, scan id, plan, how it ended, points, how long, what for and why', async () => {
    const { status, out } = await hutch(['ls']);
    expect(status).toBe(0);
    expect(out[0]).toMatch(/5555aaaa {2}12 {2}scan +open +51 points +LaB6$/);
    expect(out[1]).toMatch(/3fa1c2d0 {2}7 +scan +abort +51 points {2}3:07 {2}LaB6 {2}wrong sample$/);
  });

  it('asks for what its options say', async () => {
    const list = vi.fn((_query: RequestInput<'runs.list'>) => RUNS);
    api.on('runs.list', list);
    const conditions = ['--plan', 'scan', '--device', 'det', '--outcome', 'abort', 'fail', '--limit', '5'];
    await hutch(['ls', 'LaB6', ...conditions, '--since', '2026-11-22', '--set', 'sample=Si', '--set', 'num=5']);
    expect(list.mock.calls[0]?.[0]).toEqual({
      text: 'LaB6',
      plan: 'scan',
      device: 'det',
      outcomes: ['abort', 'fail'],
      limit: 5,
      since: new Date(2026, 10, 22).getTime() / 1000,
      metadata: { sample: 'Si', num: 5 },
    });
  });

  it('is a run a line with --json, and reads the store where no Hutch runs', async () => {
    const { out } = await hutch(['ls', '--json'], { isStored: true });
    expect(out.map((line) => JSON.parse(line))).toEqual(RUNS);
  });

  it.each([
    [['ls', '--since', 'yesterday'], '"yesterday" is no time'],
    [['ls', '--outcome', 'good'], 'Allowed choices'],
    [['ls', '--limit', 'many'], 'whole number'],
  ])('%j is wrong usage: %s', async (args, sentence) => {
    const { status, err } = await hutch(args);
    expect(status).toBe(2);
    expect(err.join('\n')).toContain(sentence);
  });
});

describe('a run', () => {
  it.each([
    [uidOf('3fa1c2d0'), '3fa1c2d0'],
    ['3fa1c', '3fa1c2d0'],
    ['7', '3fa1c2d0'],
    ['1234', '12345678'],
  ])('is named by %s', async (word, start) => {
    const { out } = await hutch(['show', word, '--json']);
    expect(JSON.parse(out[0] ?? '')).toMatchObject({ uid: uidOf(start), start: { sample: 'LaB6' } });
  });

  it.each([
    ['3fa1', 'error[usage]', 'give more characters'],
    ['ffff', 'error[unknown_run]', 'There is no run ffff.'],
    ['99', 'error[unknown_run]', 'no run with scan id 99'],
    [uidOf('ffffffff'), 'error[unknown_run]', 'There is no run'],
  ])('is not named by %s', async (word, code, sentence) => {
    const { status, err } = await hutch(['show', word]);
    expect(status).toBe(2);
    expect(err[0]).toContain(code);
    expect(err[0]).toContain(sentence);
  });

  it('is shown with its streams, its start document and what can be done', async () => {
    const { out } = await hutch(['show', '3fa1c']);
    expect(out).toContain('ended as  abort: wrong sample');
    expect(out).toContain('events    primary 51, baseline 2');
    expect(out).toContain('sample    "LaB6"');
    expect(out).toContain(`continue  from point 12: hutch runs continue ${uidOf('3fa1c2d0')}`);
  });
});

describe('hutch runs export', () => {
  const parts = [
    { text: 'a\n', next: 1 },
    { text: 'b\n', next: 2 },
    { text: '', next: null },
  ];
  beforeEach(() => {
    api.on('runs.export', ({ offset = 0 }) => ({ file_name: 'x', media_type: 'y', ...parts[offset]! }));
  });

  it('writes part after part to standard output', async () => {
    expect((await hutch(['export', '7'])).out).toEqual(['a', 'b']);
  });

  it('writes into a file, and says so', async () => {
    const file = join(folder, 'run.jsonl');
    expect((await hutch(['export', '7', '-o', file])).err).toEqual([`written to ${file}`]);
    expect(await readFile(file, 'utf8')).toBe('a\nb\n');
  });

  it('leaves no file behind when there is nothing to export', async () => {
    api.on('runs.export', () => {
      throw new HutchError('bad_request', 'The run has no stream dark.');
    });
    const file = join(folder, 'none.csv');
    const { status } = await hutch(['export', '7', '--format', 'csv', '--stream', 'dark', '-o', file]);
    expect(status).toBe(2);
    expect(await readdir(folder)).not.toContain('none.csv');
  });

  it('takes a stream for CSV alone', async () => {
    expect((await hutch(['export', '7', '--stream', 'dark'])).err[0]).toContain('--stream goes with --format csv');
  });
});

describe('what changes runs', () => {
  it('rm deletes only what is said twice', async () => {
    const remove = vi.fn(() => ({}));
    api.on('runs.delete', remove);
    const { status, err } = await hutch(['rm', '7', '6']);
    expect(status).toBe(2);
    expect(err[0]).toContain('scan 3fa1c2d0, scan 3fa1eeee would be deleted');
    expect(remove).not.toHaveBeenCalled();
    expect((await hutch(['rm', '7', '6', '--yes'])).out).toEqual(['deleted scan 3fa1c2d0, scan 3fa1eeee']);
    expect(remove.mock.calls).toEqual([[{ uids: [uidOf('3fa1c2d0'), uidOf('3fa1eeee')], confirm: true }]]);
  });

  it('continue queues the points that are missing, and needs a Hutch that runs', async () => {
    api.on('runs.continue', ({ uid }) => aTask({ name: 'scan', continues: { run_uid: uid, from_point: 12 } }));
    expect((await hutch(['continue', '7'])).out).toEqual(['queued scan t from point 12 of run 3fa1c2d0']);
    expect((await hutch(['continue', '7'], { isStored: true })).err[0]).toContain('No Hutch runs');
  });
});
