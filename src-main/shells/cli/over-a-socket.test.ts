import { EventEmitter } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { startHost, type TestHost } from '../../host/testing/start-host.ts';
import { LocalHost } from '../local/local-host.ts';
import { LocalServer } from '../local/local-server.ts';
import { fakeSurroundings } from '../testing/fake-surroundings.ts';
import { runCli } from './run-cli.ts';

let folder: string;
let host: TestHost;
let server: LocalServer;
let signals: EventEmitter;

beforeEach(async () => {
  vi.stubEnv('HUTCH_URL', undefined);
  folder = mkdtempSync(join(tmpdir(), 'hutch-cli-'));
  host = await startHost();
  server = await LocalServer.start(join(folder, 'hutch.sock'), host.api, host.host.logger);
  signals = new EventEmitter();
});
afterEach(async () => {
  await server.close();
  await host.host.dispose();
  rmSync(folder, { recursive: true });
});

/** A command that finds the host over its socket, as from another terminal. */
function start(...args: string[]) {
  const surroundings = fakeSurroundings({
    signals,
    connect: async () => {
      const api = await LocalHost.connect(server.path);
      return { api, watching: api, holder: 'the Hutch of the test', gone: api.gone, close: () => api.close() };
    },
  });
  const { terminal, interrupts } = surroundings;
  return { terminal, ended: runCli(surroundings, args).finally(() => interrupts[Symbol.dispose]()) };
}
async function hutch(...args: string[]) {
  const { terminal, ended } = start(...args);
  const status = await ended;
  return { status, out: terminal.outLines, err: terminal.errLines };
}
const value = (lines: string[], index = 0) => JSON.parse(lines.at(index) ?? '');
const waiting = async () => {
  const values = (await hutch('queue', 'ls', '--json')).out.map((line) => JSON.parse(line));
  return values.filter(({ type, state }) => type === 'task' && state === 'waiting').map(({ purpose }) => purpose);
};
const add = (purpose: string, ...more: string[]) => hutch('queue', 'add', 'sleep', '--purpose', purpose, ...more);

describe('a queue that does not run, from another terminal', () => {
  beforeEach(async () => {
    await hutch('queue', 'stop');
    for (const purpose of ['a', 'b', 'c']) await add(purpose);
  });

  it('is added to, moved, edited, doubled, held and thinned out by place and by id', async () => {
    await add('front', '--front');
    await add('second', '--at', '2');
    expect(await waiting()).toEqual(['front', 'second', 'a', 'b', 'c']);
    expect((await hutch('queue', 'mv', '4', '5', '--front')).status).toBe(0);
    expect(await waiting()).toEqual(['b', 'c', 'front', 'second', 'a']);
    await hutch('queue', 'mv', '1', '--to', '5');
    expect(await waiting()).toEqual(['c', 'front', 'second', 'a', 'b']);
    await hutch('queue', 'edit', '1', '{"time": 3}', '--purpose', 'longer');
    expect((await hutch('queue', 'ls')).out[1]).toMatch(/^ {2}1 .*longer +time=3/);
    await hutch('queue', 'dup', '1');
    expect(await waiting()).toEqual(['longer', 'longer', 'front', 'second', 'a', 'b']);
    expect((await hutch('queue', 'hold', '2', '--reason', 'warm')).status).toBe(0);
    expect((await hutch('queue', 'ls')).out[2]).toMatch(/held by .*: warm$/);
    expect((await hutch('queue', 'release', '2')).status).toBe(0);
    await hutch('queue', 'rm', '1', '2', '6');
    expect(await waiting()).toEqual(['front', 'second', 'a']);
    expect((await hutch('queue', 'clear')).out.at(-1)).toContain('nothing waits');
  });

  it('refuses a change from an old revision, and says what was done since', async () => {
    const { revision } = value((await hutch('queue', 'ls', '--json')).out);
    await hutch('queue', 'mv', '1', '--back');
    const { status, err } = await hutch('queue', 'rm', '1', '--revision', String(revision));
    expect(status).toBe(2);
    expect(err[0]).toMatch(/^error\[conflict\]/);
    expect(err[1]).toMatch(/\(command line\): .*\(revision \d+\)$/);
    expect(await waiting()).toEqual(['b', 'c', 'a']);
  });

  it('adds all of a batch or none, from a table or a list', async () => {
    const table = join(folder, 'times.csv');
    writeFileSync(table, 'time,purpose\n1,x\n2,y\n');
    expect((await hutch('queue', 'add', '--table', table, 'sleep')).status).toBe(0);
    const list = join(folder, 'items.json');
    writeFileSync(list, '[{"name":"sleep"},{"name":"slep"}]');
    expect((await hutch('queue', 'add', `@${list}`)).status).toBe(2);
    expect(await waiting()).toEqual(['a', 'b', 'c', 'x', 'y']);
  });

  it('is saved under a name, loaded again and exported', async () => {
    await hutch('queue', 'lists', 'save', 'night', '1', '2');
    expect((await hutch('queue', 'lists', 'ls')).out[0]).toMatch(/^night {2}2 items/);
    await hutch('queue', 'lists', 'load', 'night', '--front');
    expect(await waiting()).toEqual(['a', 'b', 'a', 'b', 'c']);
    const { out } = await hutch('queue', 'export', '--format', 'json');
    expect(JSON.parse(out.join('\n'))).toBeDefined();
    expect((await hutch('queue', 'lists', 'rm', 'night')).status).toBe(0);
    expect((await hutch('queue', 'lists', 'load', 'night')).err[0]).toMatch(/^error\[unknown_list\]/);
  });

  it('runs when it is told to, and what ended is in the history and can be queued again', async () => {
    expect((await hutch('queue', 'start')).status).toBe(0);
    const id = value((await add('last', '--json')).out, 1).task_id;
    await host.ended(id);
    const { out } = await hutch('history', 'last', '--json');
    expect(value(out)).toMatchObject({ task_id: id, state: 'succeeded' });
    expect((await hutch('queue', 'requeue', id.slice(0, 8))).out[0]).toMatch(/^added sleep/);
  });
});

describe('a plan, from another terminal', () => {
  const LONG = '{"num": 100000, "delay": 0.2}';

  it('is watched from its midst, paused, resumed and aborted; the watching goes on', async () => {
    await hutch('queue', 'add', 'count', LONG, '--purpose', 'LaB6');
    await host.event((event) => event.type === 'document' && event.name === 'event');
    const watch = start('watch');
    await expect.poll(() => watch.terminal.outLines.join('\n')).toMatch(/# +time .*det/);
    expect((await hutch('pause')).out).toEqual(['PAUSED']);
    expect((await hutch('status')).out[0]).toMatch(/^PAUSED {2}count [0-9a-f]{8} \(LaB6\): point \d+ of 100000/);
    expect((await hutch('resume')).status).toBe(0);
    expect((await hutch('abort', 'wrong sample')).status).toBe(0);
    await expect.poll(() => watch.terminal.outLines.join('\n')).toMatch(/count aborted: .*wrong sample/);
    expect(watch.terminal.errLines).toEqual([]);
    expect((await hutch('queue', 'ls')).out.join('\n')).toMatch(/aborted: count was aborted: wrong sample/);
    await server.close();
    expect(await watch.ended).toBe(1);
  });

  it('is refused a reload while it runs, and not afterwards', async () => {
    await hutch('queue', 'add', 'count', LONG);
    await host.event((event) => event.type === 'document' && event.name === 'start');
    expect((await hutch('env', 'reload')).err[0]).toMatch(/^error\[engine_busy\]/);
    await hutch('halt');
    const before = value((await hutch('env', '--json')).out).environment_id;
    expect((await hutch('env', 'reload')).status).toBe(0);
    expect(value((await hutch('env', '--json')).out).environment_id).not.toBe(before);
  });

  it('leaves a run that is listed, shown and exported', async () => {
    const { run_uids } = await host.run({ name: 'count', params: { num: 3 }, purpose: 'LaB6' });
    const uid = run_uids[0] ?? '';
    expect(value((await hutch('runs', 'ls', '--json')).out)).toMatchObject({ uid, exit_status: 'success' });
    expect((await hutch('runs', 'show', uid.slice(0, 6))).out[0]).toMatch(new RegExp(`^run +${uid}$`));
    const jsonl = (await hutch('runs', 'export', uid)).out.join('\n').split('\n');
    expect(jsonl.map((line) => JSON.parse(line).name)).toEqual([
      'start',
      'descriptor',
      'event',
      'event',
      'event',
      'stop',
    ]);
    const csv = (await hutch('runs', 'export', uid, '--format', 'csv')).out.join('\n').split('\n');
    expect(csv).toHaveLength(4);
    expect((await hutch('runs', 'rm', uid, '--yes')).status).toBe(0);
    expect((await hutch('runs', 'show', uid)).status).toBe(2);
  });
});
