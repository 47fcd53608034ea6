import { describe, expect, it } from 'vitest';
import type { HostEvent, Task } from '#shared/contract/index.ts';
import { aHostInfo } from '#shared/testing/a-host-info.ts';
import { aTask } from '#shared/testing/a-task.ts';
import { aTaskList } from '../../testing/a-task-list.ts';
import { FakeHostApi } from '../../testing/fake-host-api.ts';
import { fakeSurroundings, HOLDER } from '../../testing/fake-surroundings.ts';
import { runCli } from '../run-cli.ts';

const RUNNING = aTask({ task_id: 'aaaa0000', name: 'scan', state: 'running', run_uids: ['r'] });
const worker = (task_id: string, isComplete: boolean): HostEvent => ({
  type: 'worker',
  state: isComplete ? 'IDLE' : 'RUNNING',
  task_status: { task_id, result: null, task_complete: isComplete, task_failed: false },
  errors: [],
  warnings: [],
});
const START = { uid: 'r', time: 0, scan_id: 1, num_points: 30 };
const DESCRIPTOR = {
  uid: 'd',
  run_start: 'r',
  time: 0,
  name: 'primary',
  data_keys: { det: { dtype: 'number', shape: [], source: 'sim://det' } },
  hints: { det: { fields: ['det'] } },
  object_keys: { det: ['det'] },
  configuration: {},
};
const point = (seq_num: number) => ({
  uid: `e${seq_num}`,
  descriptor: 'd',
  time: 0,
  seq_num,
  data: { det: seq_num * 10 },
  timestamps: { det: 0 },
});
const event = (seq_num: number): HostEvent => ({
  type: 'document',
  name: 'event',
  doc: point(seq_num),
  task_id: 'aaaa0000',
});

function setUp({ tasks = [] as Task[], past = 0 } = {}) {
  let list = aTaskList(tasks);
  const api = new FakeHostApi()
    .on('host.info', () => aHostInfo())
    .on('tasks.list', () => list)
    .on('tasks.get', ({ task_id }) => aTask({ task_id, name: 'scan', state: 'succeeded', run_uids: ['r'] }))
    .on('runs.get', () => ({ num_events: { primary: past } }) as never)
    .on('runs.documents', ({ limit }) => ({
      documents: [
        { name: 'start' as const, doc: START },
        { name: 'descriptor' as const, doc: DESCRIPTOR },
        ...Array.from({ length: past }, (_, index) => ({ name: 'event' as const, doc: point(index + 1) })),
      ].slice(0, limit),
      through_seq: past,
      next: null,
    }));
  const surroundings = fakeSurroundings({ running: api });
  const { terminal, signals, gone } = surroundings;
  const start = async (...args: string[]) => {
    const ended = runCli(surroundings, ['watch', ...args]);
    await expect.poll(() => terminal.outLines.length).toBeGreaterThan(tasks.length === 0 ? 0 : 1);
    return { ended };
  };
  const change = (queue: Parameters<typeof aTaskList>[1]): void => {
    list = aTaskList(tasks, queue);
    api.publish('tasks', list);
  };
  return { api, terminal, signals, gone, start, change };
}

describe('hutch watch', () => {
  it('begins with the status, tells plans as hutch run does, and Ctrl-C ends nothing but the watching', async () => {
    const { api, terminal, signals, start } = setUp();
    const { ended } = await start();
    expect(terminal.outLines[0]).toBe('IDLE');
    api.publish('events', worker('aaaa0000', false));
    api.publish('events', worker('aaaa0000', true));
    await expect.poll(() => terminal.outLines.at(-1)).toMatch(/^scan succeeded: run r, 0 events/);
    expect(terminal.outLines.join('\n')).toMatch(/scan aaaa0000 by ada\n.*RUNNING/);
    signals.emit('SIGINT');
    expect(await ended).toBe(130);
    expect(terminal.errLines).toEqual(['The watching has ended; Hutch goes on.']);
    expect(api.subscriptions).toBe(0);
    expect(api.asked.filter((method) => /worker\.(stop|abort|halt)|queue\./.test(method))).toEqual([]);
  });

  it('joins a run in its midst: the last ten points, and each later one once', async () => {
    const { api, terminal, signals, start } = setUp({ tasks: [RUNNING], past: 14 });
    const { ended } = await start();
    // Numbers 1 to 14 of the stream are those that the run's documents included.
    for (let seq = 1; seq <= 15; seq += 1) api.publish('events', event(seq));
    await expect.poll(() => terminal.outLines.at(-1)).toMatch(/^ +15 /);
    const rows = terminal.outLines.filter((line) => /^ +\d+ +\d\d:/.test(line)).map((line) => Number(line.slice(0, 5)));
    expect(rows).toEqual([5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15]);
    signals.emit('SIGINT');
    await ended;
  });

  it('tells changes of the queue and new notices', async () => {
    const { api, terminal, signals, start, change } = setUp();
    const { ended } = await start();
    const before = terminal.outLines.length;
    change({});
    change({ running: false, reason: 'Stopped by ada.', revision: 13 });
    const notice = { id: 'n', at: 0, level: 'warning' as const, message: 'The disk is full.', dismissible: true };
    api.publish('host', aHostInfo({ notices: [notice] }));
    api.publish('host', aHostInfo({ notices: [notice] }));
    await expect.poll(() => terminal.outLines.length).toBe(before + 2);
    expect(terminal.outLines.slice(before).map((line) => line.slice(9))).toEqual([
      'queue revision 13: stopped (Stopped by ada), nothing waits',
      'warning: The disk is full.',
    ]);
    signals.emit('SIGINT');
    await ended;
  });

  it('is a value a line with --json, the status first', async () => {
    const { api, terminal, signals, start, change } = setUp();
    const { ended } = await start('--json');
    api.publish('events', worker('aaaa0000', false));
    api.publish('events', event(1));
    change({ revision: 13 });
    await expect.poll(() => terminal.outLines).toHaveLength(4);
    const values = terminal.outLines.map((line) => JSON.parse(line));
    expect(values.map(({ type }) => type)).toEqual(['status', 'worker', 'document', 'queue']);
    expect(values[2]).toMatchObject({ task_id: 'aaaa0000', name: 'event' });
    signals.emit('SIGINT');
    await ended;
  });

  it('says when events were given up on the way', async () => {
    const { api, terminal, signals, start } = setUp();
    const { ended } = await start();
    api.publish('events', worker('aaaa0000', false));
    // Another stream's items take the numbers in between.
    api.publish('log', {} as never);
    api.publish('events', worker('aaaa0000', true));
    await expect.poll(() => terminal.outLines.join('\n')).toContain('1 events came too fast');
    signals.emit('SIGINT');
    await ended;
  });

  it('ends with 1 and a sentence when the Hutch goes', async () => {
    const { terminal, gone, start } = setUp();
    const { ended } = await start();
    gone.abort();
    expect(await ended).toBe(1);
    expect(terminal.errLines).toEqual([`Hutch has gone; it was ${HOLDER}`]);
  });

  it('ends when nobody reads it any more', async () => {
    const { terminal, start } = setUp();
    const { ended } = await start('--json');
    terminal.close();
    expect(await ended).toBe(0);
  });
});
