import { spawn, spawnSync } from 'node:child_process';
import { existsSync, statSync } from 'node:fs';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test as base, expect } from '@playwright/test';
import { HutchProcess } from '../fixtures/hutch-process.ts';
import { ROOT } from '../fixtures/root.ts';
import { StateFolder } from '../fixtures/state-folder.ts';

const CLI = 'out/main/cli.js';

interface Answer {
  status: number | null;
  out: string[];
  err: string;
  /** Standard output, a JSON value a line. */
  values: () => { type?: string; task_id?: string; [key: string]: unknown }[];
}

/** A Hutch that serves, and commands from another terminal. */
class Terminals {
  readonly state = new StateFolder();
  readonly #processes: HutchProcess[] = [];

  get stateDir(): string {
    return this.state.env.HUTCH_STATE_DIR;
  }

  /** Starts a command that goes on, until the spec has ended. */
  start(...args: string[]): HutchProcess {
    const env = { ...this.state.env, HUTCH_SIM_SPEED: '10' };
    const started = new HutchProcess([CLI, ...args], { cwd: ROOT, env });
    this.#processes.push(started);
    return started;
  }

  async serve(): Promise<HutchProcess> {
    const serving = this.start('serve', '--port', '0');
    await serving.says(/at http:/);
    return serving;
  }

  /** Runs one command to its end. */
  hutch(...args: string[]): Answer {
    const { status, stdout, stderr } = spawnSync(process.execPath, [CLI, ...args], {
      cwd: ROOT,
      encoding: 'utf8',
      env: { ...process.env, ...this.state.env, HUTCH_SIM_SPEED: '10' },
      timeout: 30_000,
    });
    const out = stdout.split('\n').filter(Boolean);
    return { status, out, err: stderr, values: () => out.map((line) => JSON.parse(line)) };
  }

  /** What waits, in its order. */
  waiting(): unknown[] {
    const values = this.hutch('queue', 'ls', '--json').values();
    return values.filter(({ type, state }) => type === 'task' && state === 'waiting').map(({ purpose }) => purpose);
  }

  add(purpose: string, ...more: string[]): Answer {
    return this.hutch('queue', 'add', 'count', '{"num": 2}', '--purpose', purpose, ...more);
  }

  async dispose(): Promise<void> {
    for (const started of this.#processes) await started.dispose();
    this.state.dispose();
  }
}

const test = base.extend<{ terminals: Terminals }>({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads which fixtures a fixture takes from this pattern.
  terminals: async ({}, use) => {
    const terminals = new Terminals();
    await use(terminals);
    await terminals.dispose();
  },
});

test('without a Hutch that runs, a command says how to start one and ends with 2', ({ terminals }) => {
  for (const args of [['status'], ['queue', 'ls'], ['watch'], ['abort'], ['env', 'reload']]) {
    const { status, err, out } = terminals.hutch(...args);
    expect(err).toContain(`No Hutch runs for this workspace (${terminals.stateDir}): start one with "hutch serve".`);
    expect(out).toEqual([]);
    expect(status).toBe(2);
  }
  expect(terminals.hutch('runs', 'ls')).toMatchObject({ status: 0, out: [] });
  expect(existsSync(join(terminals.stateDir, 'hutch.sqlite'))).toBe(false);
});

test('the socket and what lies beside it are for its user alone, and go with the Hutch', async ({ terminals }) => {
  const serving = await terminals.serve();
  const modeOf = (name: string) => statSync(join(terminals.stateDir, name)).mode & 0o777;
  expect(modeOf('.')).toBe(0o700);
  for (const name of ['hutch.sock', 'hutch.sqlite', 'holder.json']) expect(modeOf(name)).toBe(0o600);
  serving.interrupt();
  await serving.ends();
  expect(existsSync(join(terminals.stateDir, 'hutch.sock'))).toBe(false);
  expect(existsSync(join(terminals.stateDir, 'holder.json'))).toBe(false);
});

test('the queue is filled, listed, changed and started from another terminal', async ({ terminals }) => {
  await terminals.serve();
  expect(terminals.hutch('queue', 'stop').out[0]).toMatch(/^queue revision 1: stopped/);
  for (const purpose of ['a', 'b', 'c']) expect(terminals.add(purpose).status).toBe(0);
  expect(terminals.add('first', '--front').out[0]).toMatch(/^added count [0-9a-f]{8} \(first\) at place 1$/);
  terminals.hutch('queue', 'mv', '4', '--to', '2');
  terminals.hutch('queue', 'rm', '3');
  expect(terminals.waiting()).toEqual(['first', 'c', 'b']);
  expect(terminals.hutch('queue', 'ls').out[1]).toMatch(/^ {2}1 {2}[0-9a-f]{8} {2}count {2}first {2}num=2/);
  terminals.hutch('queue', 'add', '--stop', '--after', '2');
  terminals.hutch('queue', 'start');
  await expect.poll(() => terminals.waiting()).toEqual(['b']);
  await expect
    .poll(() =>
      terminals
        .hutch('history', '--json')
        .values()
        .map(({ purpose }) => purpose),
    )
    .toContain('c');
  const { queue } = terminals.hutch('status', '--json').values()[0] as { queue: { running: boolean } };
  expect(queue.running).toBe(false);
  const history = terminals.hutch('history', '--state', 'succeeded', '--json').values();
  const plans = history.filter(({ kind }) => kind === 'plan');
  expect(plans.map(({ purpose }) => purpose)).toEqual(['c', 'first']);
});

test('a change from an old revision is refused with what changed, and 2', async ({ terminals }) => {
  await terminals.serve();
  terminals.hutch('queue', 'stop');
  terminals.add('a');
  terminals.add('b');
  const { revision } = terminals.hutch('queue', 'ls', '--json').values()[0] as { revision: number };
  terminals.hutch('queue', 'mv', '2', '--front');
  const { status, err } = terminals.hutch('queue', 'rm', '1', '--revision', String(revision));
  expect(status).toBe(2);
  expect(err).toContain('error[conflict]');
  expect(err).toMatch(/\(command line\): .* \(revision \d+\)/);
  expect(terminals.waiting()).toEqual(['b', 'a']);
  expect(terminals.hutch('queue', 'rm', '1', '--revision', String(revision + 1)).status).toBe(0);
});

test('what waits is still there after the Hutch was killed, and waits for a person', async ({ terminals }) => {
  const serving = await terminals.serve();
  terminals.hutch('queue', 'stop');
  for (const purpose of ['a', 'b']) terminals.add(purpose);
  serving.child.kill('SIGKILL');
  await serving.ends();
  expect(terminals.hutch('queue', 'ls').status).toBe(2);
  await terminals.serve();
  expect(terminals.waiting()).toEqual(['a', 'b']);
  expect(terminals.hutch('queue', 'ls').out[0]).toContain('stopped');
});

test('a plan is watched, paused, resumed and aborted; an abort is a normal end', async ({ terminals }) => {
  await terminals.serve();
  const watch = terminals.start('watch');
  await watch.says(/^IDLE/);
  terminals.hutch('queue', 'add', 'count', '{"num": 10000, "delay": 0.2}', '--purpose', 'LaB6');
  await watch.says(/count [0-9a-f]{8} \(LaB6\) by [\s\S]*# +time/);
  expect(terminals.hutch('pause', '--defer').status).toBe(0);
  await watch.says(/PAUSED/);
  expect(terminals.hutch('status').out[0]).toMatch(/^PAUSED {2}count [0-9a-f]{8} \(LaB6\): point \d+ of 10000/);
  expect(terminals.hutch('resume').status).toBe(0);
  const abort = terminals.hutch('abort', 'wrong sample');
  expect(abort).toMatchObject({ status: 0, err: '' });
  await watch.says(/count aborted: .*wrong sample/);
  expect(watch.said).not.toContain('error[');
  watch.interrupt();
  expect(await watch.ends()).toBe(130);
  expect(watch.said).toContain('The watching has ended; Hutch goes on.');
  expect(terminals.hutch('status').out[0]).toBe('IDLE');
});

test('who watches from the midst of a run sees its points, and is told when the Hutch goes', async ({ terminals }) => {
  const serving = await terminals.serve();
  terminals.hutch('queue', 'add', 'count', '{"num": 10000, "delay": 0.05}');
  await expect.poll(() => terminals.hutch('status').out[0]).toMatch(/point [1-9]/);
  const text = terminals.start('watch');
  const json = terminals.start('watch', '--json');
  await text.says(/# +time[\s\S]*\n +\d+ +\d\d:/);
  await json.says(/"name":"event"/);
  serving.child.kill('SIGKILL');
  expect(await text.ends()).toBe(1);
  expect(text.said).toContain('Hutch has gone');
  expect(await json.ends()).toBe(1);
  const values = json.said
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));
  expect(values[0].type).toBe('status');
  expect(values.at(-1).type).toBe('gone');
  const points = values.filter(({ name }) => name === 'event').map(({ doc }) => doc.seq_num);
  expect(points).toEqual(points.map((_, index) => index + 1));
});

test('plans and devices are loaded anew, and not while a plan runs', async ({ terminals }) => {
  await terminals.serve();
  const before = terminals.hutch('env', '--json').values()[0]?.environment_id;
  expect(terminals.hutch('env', 'reload').status).toBe(0);
  expect(terminals.hutch('env', '--json').values()[0]?.environment_id).not.toBe(before);
  terminals.hutch('queue', 'add', 'count', '{"num": 10000, "delay": 0.2}');
  await expect.poll(() => terminals.hutch('status').out[0]).toMatch(/^RUNNING/);
  expect(terminals.hutch('env', 'reload')).toMatchObject({
    status: 2,
    err: expect.stringContaining('error[engine_busy]'),
  });
  expect(terminals.hutch('halt').status).toBe(0);
});

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

test('a batch is added whole or not at all', async ({ terminals }) => {
  const folder = await mkdtemp(join(tmpdir(), 'hutch-e2e-'));
  await terminals.serve();
  terminals.hutch('queue', 'stop');
  const table = join(folder, 'samples.csv');
  await writeFile(table, 'num,purpose\n3,Si\n5,Ge\n');
  expect(terminals.hutch('queue', 'add', '--table', table, 'count').status).toBe(0);
  await writeFile(table, 'num,purpose\n3,Sn\nmany,Pb\n');
  const { status, err } = terminals.hutch('queue', 'add', '--table', table, 'count');
  expect(status).toBe(2);
  expect(err).toContain('error[');
  expect(terminals.waiting()).toEqual(['Si', 'Ge']);
  await rm(folder, { recursive: true });
});

test('a second Hutch is told who holds the workspace, and may watch', async ({ terminals }) => {
  const serving = await terminals.serve();
  const second = terminals.hutch('serve', '--port', '0');
  expect(second.status).toBe(2);
  expect(second.err).toMatch(/error\[workspace_held\]: This workspace is held by Hutch \S+, pid \d+ on \S+/);
  expect(second.err).toContain(`pid ${serving.child.pid} `);
  expect(second.err).toContain('hutch serve --watch');
  const watching = terminals.start('serve', '--watch');
  const [, url = ''] = await watching.says(/to look at only, is at (http:\/\/127\.0\.0\.1:\d+)/);
  expect(terminals.hutch('status', '--url', url).status).toBe(0);
  const refused = terminals.hutch('queue', 'stop', '--url', url);
  expect(refused).toMatchObject({ status: 2, err: expect.stringContaining('error[not_allowed]') });
  watching.interrupt();
  expect(await watching.ends()).toBe(130);
});

test('a plan may be run beside a Hutch on the simulated beamline, unrecorded and with a word about it', async ({
  terminals,
}) => {
  await terminals.serve();
  const { status, err, out } = terminals.hutch('run', 'count');
  expect(err).toContain('This run is not recorded.');
  expect(out.at(-1)).toMatch(/^count succeeded/);
  expect(status).toBe(0);
  expect(terminals.hutch('runs', 'ls').out).toEqual([]);
});

test('a plan that is run alone is recorded, can be aborted from elsewhere, and takes no queue', async ({
  terminals,
}) => {
  const run = terminals.start('run', 'count', '{"num": 10000, "delay": 0.2}');
  await run.says(/# +time/);
  const { status, err } = terminals.add('lost');
  expect(status).toBe(2);
  expect(err).toContain('error[not_allowed]');
  expect(terminals.hutch('abort', 'enough').status).toBe(0);
  expect(await run.ends()).toBe(1);
  expect(run.said).toMatch(/count aborted: .*enough/);
  expect(run.said).not.toContain('error[');
  expect(terminals.hutch('runs', 'ls').out[0]).toMatch(/count {2}abort .*enough/);
});

test('nobody who reads the output of a watch is no reason to stay', async ({ terminals }) => {
  await terminals.serve();
  const env = { ...process.env, ...terminals.state.env };
  const head = spawn('sh', ['-c', `${process.execPath} ${CLI} watch --json | head -1`], { cwd: ROOT, env });
  const ended = new Promise((resolve) => head.once('exit', resolve));
  // A pipe tells that nobody reads only to who writes: there is something to tell after the first line.
  await new Promise((resolve) => head.stdout.once('data', resolve));
  terminals.hutch('queue', 'add', 'count');
  expect(await ended).toBe(0);
});
