import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { HutchError } from '#shared/errors.ts';
import { aTask } from '#shared/testing/a-task.ts';
import { aTaskList } from '../../testing/a-task-list.ts';
import { FakeHostApi } from '../../testing/fake-host-api.ts';
import { fakeSurroundings } from '../../testing/fake-surroundings.ts';
import { FakeTerminal } from '../../testing/fake-terminal.ts';
import { runCli } from '../run-cli.ts';

const LIST = aTaskList([
  aTask({ task_id: 'dddd0000', state: 'failed', hold: { reason: 'failed', by: 'hutch', at: 0 } }),
  aTask({ task_id: 'aaaa0000', name: 'scan', state: 'running', purpose: 'LaB6' }),
  aTask({ task_id: 'bbbb0000', params: { num: 3, delay: 1 }, columns: { sample: 'Si', mount: 'a' } }),
  aTask({ task_id: 'cccc0000', kind: 'stop', name: 'stop', hold: { reason: 'warm', by: 'eve', at: 0 } }),
]);
const NEW = aTask({ task_id: 'eeee0000' });
const AFTER = aTaskList([...LIST.tasks, NEW], { revision: 13 });

let api: FakeHostApi;
let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'hutch-queue-'));
});
afterAll(() => rm(folder, { recursive: true }));
beforeEach(() => {
  api = new FakeHostApi().on('tasks.list', () => LIST);
});

/** Runs a command, and tells what the host was asked with. */
async function hutch(args: string[], { input = '' } = {}) {
  const terminal = new FakeTerminal(input);
  const status = await runCli(fakeSurroundings({ terminal, running: api }), ['queue', ...args]);
  return { status, out: terminal.outLines, err: terminal.errLines };
}

/** Lets a write succeed, and gives what it is asked with. */
function written(method: 'queue.add' | 'queue.table' | 'queue.duplicate' | 'queue.requeue' | 'lists.load') {
  const write = vi.fn(() => ({ tasks: [NEW], queue: AFTER }));
  api.on(method, write);
  return write;
}

describe('hutch queue add', () => {
  it.each<[string[], object]>([
    [['count'], { items: [{ name: 'count' }], at: 'back' }],
    [['count', '{"num":3}', '--front'], { items: [{ name: 'count', params: { num: 3 } }], at: 'front' }],
    [['count', '--at', '2'], { items: [{ name: 'count' }], at: { index: 1 } }],
    [['count', '--after', '1'], { items: [{ name: 'count' }], at: { after: 'bbbb0000' } }],
    [['count', '--before', 'cccc'], { items: [{ name: 'count' }], at: { before: 'cccc0000' } }],
    [['--stop', '--purpose', 'change it'], { items: [{ kind: 'stop', purpose: 'change it' }], at: 'back' }],
    [
      ['count', '--purpose', 'LaB6', '--set', 'sample=a=b', '--set', 'n=1', '--session', 's'],
      {
        items: [{ name: 'count', purpose: 'LaB6', columns: { sample: 'a=b', n: '1' }, instrument_session: 's' }],
        at: 'back',
      },
    ],
  ])('%j asks for what it says, from the revision that was read', async (args, asked) => {
    const add = written('queue.add');
    expect((await hutch(['add', ...args])).status).toBe(0);
    expect(add.mock.calls).toEqual([[{ ...asked, revision: 12 }]]);
  });

  it('says what was added, where it stands, and the new revision', async () => {
    written('queue.add');
    expect((await hutch(['add', 'count'])).out).toEqual([
      'added count eeee0000 at place 3',
      'queue revision 13: runs, 3 waiting',
    ]);
    const json = (await hutch(['add', 'count', '--json'])).out.map((line) => JSON.parse(line));
    expect(json).toEqual([
      { type: 'queue', ...AFTER.queue },
      { type: 'task', ...NEW },
    ]);
  });

  it('takes a list of items from a file or standard input, with what is said of all of them', async () => {
    const add = written('queue.add');
    const input = '[{"name":"count"},{"name":"scan","params":{"num":5}}]';
    const file = join(folder, 'items.json');
    await writeFile(file, input);
    await hutch(['add', '-', '--purpose', 'night'], { input });
    await hutch(['add', `@${file}`, '--purpose', 'night']);
    const items = [
      { name: 'count', purpose: 'night' },
      { name: 'scan', params: { num: 5 }, purpose: 'night' },
    ];
    expect(add.mock.calls).toEqual([[{ items, at: 'back', revision: 12 }], [{ items, at: 'back', revision: 12 }]]);
  });

  it('takes a table of parameters', async () => {
    const table = written('queue.table');
    const file = join(folder, 'samples.csv');
    await writeFile(file, 'num,purpose\n3,Si\n');
    expect((await hutch(['add', '--table', file, 'count', '--front'])).status).toBe(0);
    expect(table.mock.calls).toEqual([[{ name: 'count', csv: 'num,purpose\n3,Si\n', at: 'front', revision: 12 }]]);
  });

  it('names the revision that was seen', async () => {
    const add = written('queue.add');
    await hutch(['add', 'count', '--revision', '7']);
    expect(add).toHaveBeenCalledWith(expect.objectContaining({ revision: 7 }));
  });

  it.each([
    [['add'], 'What is to be added?'],
    [['add', 'count', '--stop'], 'An instruction to stop is not a plan'],
    [['add', 'count', '--front', '--at', '2'], 'An item has one place'],
    [['add', 'count', '--set', 'sample'], '"sample" is no pair'],
    [['add', '-'], 'malformed'],
    [['add', '--table', '/nowhere.csv', 'count'], '/nowhere.csv cannot be read (ENOENT)'],
    [['add', '--table', 'x.csv', '-'], '--table goes with the name of one plan'],
    [['add', 'count', '--at', '0'], '1 or more'],
    [['mv', '1'], 'Where to?'],
    [['mv', '9', '--front'], 'Nothing waits at place 9'],
    [['edit', '1'], 'What is to be changed?'],
    [['edit', '1', '[1]'], 'Parameters are an object'],
    [['loop', 'maybe'], 'on or off'],
    [['on-failure', 'panic'], 'stop or continue'],
    [['hold', '1'], '--reason'],
    [['export', '--format', 'pdf'], 'not as pdf'],
  ])('%j is wrong usage: %s', async (args, sentence) => {
    const { status, err, out } = await hutch(args);
    expect(status).toBe(2);
    expect(err.join('\n')).toContain(sentence);
    expect(out).toEqual([]);
    expect(api.asked.filter((method) => method !== 'tasks.list')).toEqual([]);
  });

  it('refused because somebody was faster tells who did what meanwhile, and ends with 2', async () => {
    api.on('queue.add', () => {
      const changes = [{ revision: 12, at: 0, by: 'ada (console)', what: 'count was moved to the front.' }];
      throw new HutchError('conflict', 'The queue has changed since revision 11.', { details: { changes } });
    });
    const { status, err } = await hutch(['add', 'count', '--revision', '11']);
    expect(status).toBe(2);
    expect(err[0]).toBe('error[conflict]: The queue has changed since revision 11.');
    expect(err[1]).toMatch(/^ {2}\d\d:\d\d:\d\d ada \(console\): count was moved to the front\. \(revision 12\)$/);
  });
});

describe('hutch queue', () => {
  it.each([
    [['rm', '1', 'cccc'], 'queue.remove', { task_ids: ['bbbb0000', 'cccc0000'] }],
    [['mv', '2', '--front'], 'queue.move', { task_ids: ['cccc0000'], to: 'front' }],
    [['mv', '1', '--to', '2'], 'queue.move', { task_ids: ['bbbb0000'], to: { index: 1 } }],
    [['hold', '1', '--reason', 'warm'], 'queue.hold', { task_ids: ['bbbb0000'], reason: 'warm' }],
    [['release', '2'], 'queue.release', { task_ids: ['cccc0000'] }],
    [['run-now', '2'], 'queue.run_now', { task_id: 'cccc0000' }],
    [['start'], 'queue.start', {}],
    [['clear'], 'queue.clear', {}],
    [['loop', 'on'], 'queue.set', { loop: true }],
    [['on-failure', 'continue'], 'queue.set', { on_failure: 'continue' }],
    [
      ['edit', '1', '{"num":5}', '--set', 'sample=Ge'],
      'queue.edit',
      {
        task_id: 'bbbb0000',
        request: { params: { num: 5, delay: 1 }, columns: { sample: 'Ge', mount: 'a' } },
      },
    ],
    [['edit', '1', '{"num":5}', '--replace'], 'queue.edit', { task_id: 'bbbb0000', request: { params: { num: 5 } } }],
  ] as const)('%j asks %s', async (args, method, asked) => {
    const write = vi.fn(() => AFTER);
    api.on(method, write);
    const { status, out } = await hutch([...args]);
    expect(status).toBe(0);
    expect(write.mock.calls).toEqual([[{ ...asked, revision: 12 }]]);
    expect(out.at(-1)).toBe('queue revision 13: runs, 3 waiting');
  });

  it('stop names no revision, because it is never refused', async () => {
    const stop = vi.fn(() => aTaskList([], { running: false, reason: 'Stopped by ada.' }));
    api.on('queue.stop', stop);
    expect((await hutch(['stop'])).out).toEqual(['queue revision 12: stopped (Stopped by ada), nothing waits']);
    expect(stop.mock.calls).toEqual([[{}]]);
  });

  it('dup and requeue add; what is looked for may be long past', async () => {
    const duplicate = written('queue.duplicate');
    const requeue = written('queue.requeue');
    api.on('tasks.history', () => ({ tasks: [aTask({ task_id: 'ffff0000', state: 'succeeded' })], more: false }));
    await hutch(['dup', '1']);
    await hutch(['requeue', 'dddd', '--front']);
    expect(api.asked).not.toContain('tasks.history');
    await hutch(['requeue', 'ffff']);
    expect(duplicate.mock.calls).toEqual([[{ task_ids: ['bbbb0000'], revision: 12 }]]);
    expect(requeue.mock.calls).toEqual([
      [{ task_ids: ['dddd0000'], at: 'front', revision: 12 }],
      [{ task_ids: ['ffff0000'], at: 'back', revision: 12 }],
    ]);
  });

  it('ls shows what runs, what waits in its order, and what ended and is held', async () => {
    const { out } = await hutch(['ls']);
    expect(out[0]).toBe('queue revision 12: runs, 2 waiting');
    expect(out[1]).toMatch(/^now {2}aaaa0000 {2}scan +LaB6 +ada$/);
    expect(out[2]).toMatch(/^ {2}1 {2}bbbb0000 {2}count +sample=Si mount=a num=3 delay=1 {2}ada$/);
    expect(out[3]).toMatch(/^ {2}2 {2}cccc0000 {2}STOP +ada {2}held by eve since .*: warm$/);
    expect(out[5]).toMatch(/dddd0000 {2}count +ada {2}failed: failed$/);
  });

  it('ls with --json is the queue and then a task a line', async () => {
    const values = (await hutch(['ls', '--json'])).out.map((line) => JSON.parse(line));
    expect(values[0]).toEqual({ type: 'queue', ...LIST.queue });
    expect(values.slice(1).map(({ task_id }) => task_id)).toEqual(['aaaa0000', 'bbbb0000', 'cccc0000', 'dddd0000']);
  });

  it('ls says so while the store fails', async () => {
    api.on('tasks.list', () => ({ ...LIST, unstored: true }));
    expect((await hutch(['ls'])).out[0]).toBe(
      'queue revision 12: runs, 2 waiting, not all of it stored ("hutch status" says why)',
    );
    expect(JSON.parse((await hutch(['ls', '--json'])).out[0] ?? '')).toMatchObject({ type: 'queue', unstored: true });
  });

  it('export writes to standard output or into a file', async () => {
    const exported = vi.fn(() => ({ file_name: 'queue.yaml', media_type: 'text/yaml', text: '- name: count\n' }));
    api.on('queue.export', exported);
    expect((await hutch(['export', '--format', 'yaml'])).out).toEqual(['- name: count']);
    const file = join(folder, 'queue.yaml');
    await hutch(['export', '--history', '-o', file]);
    expect(await readFile(file, 'utf8')).toBe('- name: count\n');
    expect(exported.mock.calls).toEqual([[{ what: 'queue', format: 'yaml' }], [{ what: 'history', format: 'text' }]]);
  });

  it('lists are saved, shown, loaded and forgotten', async () => {
    const list = { name: 'night', items: [{ name: 'count', params: {} }], saved_at: 0, saved_by: 'ada' };
    const save = vi.fn(() => list);
    const load = written('lists.load');
    api.on('lists.save', save).on('lists.list', () => [list]);
    expect((await hutch(['lists', 'save', 'night', '1', '--replace'])).out).toEqual(['saved 1 item as night']);
    expect((await hutch(['lists', 'ls'])).out[0]).toMatch(/^night {2}1 item {2}saved by ada/);
    await hutch(['lists', 'load', 'night', '--front']);
    expect((await hutch(['lists', 'rm', 'night'])).out).toEqual(['night is forgotten']);
    expect(save.mock.calls).toEqual([[{ name: 'night', task_ids: ['bbbb0000'], replace: true }]]);
    expect(load.mock.calls).toEqual([[{ name: 'night', at: 'front', revision: 12 }]]);
  });

  it('without a Hutch that runs says how to start one, and ends with 2', async () => {
    const terminal = new FakeTerminal();
    expect(await runCli(fakeSurroundings({ terminal }), ['queue', 'ls'])).toBe(2);
    expect(terminal.errLines).toEqual([
      'error[unavailable]: No Hutch runs for this workspace (/bl22/.hutch): start one with "hutch serve".',
    ]);
  });
});
