import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { RequestName, WorkerStatus } from '#shared/contract/index.ts';
import { HutchError } from '#shared/errors.ts';
import { aHostInfo } from '#shared/testing/a-host-info.ts';
import { aTask } from '#shared/testing/a-task.ts';
import { aTaskList } from '../../testing/a-task-list.ts';
import { FakeHostApi } from '../../testing/fake-host-api.ts';
import { type FakeMachine, fakeSurroundings, HOLDER } from '../../testing/fake-surroundings.ts';
import { runCli } from '../run-cli.ts';
import { runningStatus } from '../running-status.ts';
import { statusLines } from './status.ts';

const PAUSED: WorkerStatus = { state: 'PAUSED', since: 0, task_id: 't', resumable: true, pause_requested: false };

function setUp(machine: FakeMachine = {}) {
  const api = new FakeHostApi();
  const surroundings = fakeSurroundings({ running: api, ...machine });
  const { terminal, signals } = surroundings;
  return { api, terminal, signals, hutch: (...args: string[]) => runCli(surroundings, args) };
}

describe('steering the plan from another terminal', () => {
  it.each<[string[], RequestName, object]>([
    [['pause'], 'worker.pause', { defer: false }],
    [['pause', '--defer'], 'worker.pause', { defer: true }],
    [['resume'], 'worker.resume', {}],
    [['stop'], 'worker.stop', {}],
    [['abort'], 'worker.abort', { reason: '' }],
    [['abort', 'wrong sample'], 'worker.abort', { reason: 'wrong sample' }],
    [['halt'], 'worker.halt', {}],
  ])('%j asks %s at once, and says the state', async (args, method, asked) => {
    const { api, terminal, hutch } = setUp();
    const answer = vi.fn(() => PAUSED);
    api.on(method as 'worker.halt', answer);
    expect(await hutch(...args)).toBe(0);
    expect(answer.mock.calls).toEqual([[asked]]);
    expect(terminal.outLines).toEqual(['PAUSED']);
    expect(terminal.errLines).toEqual([]);
  });

  it('is a line of JSON with --json', async () => {
    const { api, terminal, hutch } = setUp();
    api.on('worker.pause', () => ({ ...PAUSED, state: 'RUNNING', pause_requested: true }));
    expect(await hutch('pause', '--defer', '--json')).toBe(0);
    expect(JSON.parse(terminal.outLines[0] ?? '')).toMatchObject({ state: 'RUNNING', pause_requested: true });
  });

  it('is refused with 2 when there is nothing to steer', async () => {
    const { api, terminal, hutch } = setUp();
    api.on('worker.resume', () => {
      throw new HutchError('invalid_transition', 'Nothing is paused.');
    });
    expect(await hutch('resume')).toBe(2);
    expect(terminal.errLines).toEqual(['error[invalid_transition]: Nothing is paused.']);
  });

  describe('while the plan cleans up', () => {
    beforeEach(() => void vi.useFakeTimers());
    afterEach(() => {
      expect(vi.getTimerCount()).toBe(0);
      vi.useRealTimers();
    });

    it('says what it waits for, and Ctrl-C ends the waiting alone', async () => {
      const { api, terminal, signals, hutch } = setUp();
      api.on('worker.abort', () => new Promise(() => undefined));
      const ended = hutch('abort');
      await vi.advanceTimersByTimeAsync(1000);
      expect(terminal.errLines).toEqual(['the plan aborts and cleans up ... (Ctrl-C ends the waiting alone)']);
      signals.emit('SIGINT');
      expect(await ended).toBe(130);
      expect(api.asked).toEqual(['worker.abort']);
    });
  });
});

describe('hutch status', () => {
  const busy = (api: FakeHostApi): FakeHostApi => {
    const task = aTask({
      task_id: 'aaaa0000',
      name: 'scan',
      purpose: 'LaB6',
      state: 'running',
      started_at: 100,
      expected_end_at: 242,
      run_uids: ['r'],
    });
    const held = aTask({ state: 'failed', hold: { reason: 'failed', by: 'hutch', at: 0 } });
    const message = 'Hutch was killed at 14:02.';
    return api
      .on('host.info', () =>
        aHostInfo({
          notices: [{ id: 'n', at: 0, level: 'warning', message, dismissible: true }],
          changed_files: ['plans/a.ts'],
          workspace: { name: 'bl22', files: [], state_dir: '/bl22/.hutch' },
        }),
      )
      .on('worker.status', () => ({ ...PAUSED, state: 'RUNNING' }))
      .on('tasks.list', () => aTaskList([held, task, aTask()], { running: false, reason: 'Stopped by ada.' }))
      .on('runs.get', () => ({ num_events: { primary: 14 } }) as never)
      .on('runs.documents', () => ({
        documents: [{ name: 'start', doc: { num_points: 51 } }],
        through_seq: 1,
        next: 1,
      }));
  };

  it('says what runs and how far it is, why the queue does not run, what a person must know, and who holds the workspace', async () => {
    const api = busy(new FakeHostApi());
    const lines = statusLines(await runningStatus(api, HOLDER), 200);
    expect(lines[0]).toMatch(/^RUNNING {2}scan aaaa0000 \(LaB6\): point 14 of 51, since .*, 42 s left, by ada$/);
    expect(lines[1]).toBe('queue stopped: Stopped by ada; 1 waiting, 1 held as they ended; revision 12');
    expect(lines[2]).toMatch(/^warning .*: Hutch was killed at 14:02\.$/);
    expect(lines.slice(3)).toEqual([
      'changed since they were loaded ("hutch env reload"): plans/a.ts',
      'workspace bl22 (/bl22/.hutch)',
      HOLDER,
    ]);
  });

  it('is one value with --json', async () => {
    const { api, terminal, hutch } = setUp();
    busy(api);
    expect(await hutch('status', '--json')).toBe(0);
    expect(terminal.outLines.map((line) => JSON.parse(line))).toEqual([
      expect.objectContaining({
        type: 'status',
        holder: HOLDER,
        point: 14,
        points: 51,
        task: expect.objectContaining({ task_id: 'aaaa0000' }),
        queue: expect.objectContaining({ revision: 12, waiting: 1, held: 1 }),
      }),
    ]);
  });

  it('knows no point of a run that is not kept yet', async () => {
    const api = busy(new FakeHostApi()).on('runs.get', () => {
      throw new HutchError('unknown_run', 'There is no run r.');
    });
    expect((await runningStatus(api, null)).point).toBeNull();
  });
});

describe('hutch env', () => {
  const broken = { code: 'module_failed' as const, message: 'plans/a.ts:3 is broken.' };

  it('tells id and state, and what changed since', async () => {
    const { api, terminal, hutch } = setUp();
    api
      .on('env.get', () => ({ environment_id: 'e1', initialized: true, error_message: null }))
      .on('host.info', () => aHostInfo({ environment_id: 'e1', changed_files: ['plans/a.ts'] }));
    expect(await hutch('env')).toBe(0);
    expect(terminal.outLines).toEqual(['environment e1 loaded', 'changed since: plans/a.ts']);
    expect(await hutch('env', '--json')).toBe(0);
    expect(JSON.parse(terminal.outLines.at(-1) ?? '')).toMatchObject({ environment_id: 'e1', initialized: true });
  });

  it('reload ends with 1 when something could not be loaded, and names it', async () => {
    const { api, terminal, hutch } = setUp();
    api.on('env.reload', () => aHostInfo({ environment_id: 'e2' }));
    expect(await hutch('env', 'reload')).toBe(0);
    expect(terminal.outLines).toEqual(['environment e2 loaded anew']);
    api.on('env.reload', () => aHostInfo({ load_errors: [broken] }));
    expect(await hutch('env', 'reload')).toBe(1);
    expect(terminal.errLines).toEqual(['error[module_failed]: plans/a.ts:3 is broken.']);
  });

  it('reload is refused with 2 while a plan runs', async () => {
    const { api, hutch } = setUp();
    api.on('env.reload', () => {
      throw new HutchError('engine_busy', 'scan runs.');
    });
    expect(await hutch('env', 'reload')).toBe(2);
  });
});
