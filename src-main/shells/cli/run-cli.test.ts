import { EventEmitter } from 'node:events';
import { describe, expect, it, vi } from 'vitest';
import type { HostEvent, PlanModel } from '#shared/contract/index.ts';
import { HutchError } from '#shared/errors.ts';
import { aHostInfo } from '#shared/testing/a-host-info.ts';
import { aTask } from '#shared/testing/a-task.ts';
import { FakeHostApi } from '../testing/fake-host-api.ts';
import { fakeSurroundings } from '../testing/fake-surroundings.ts';
import { FakeTerminal } from '../testing/fake-terminal.ts';
import { runCli } from './run-cli.ts';

const PLAN: PlanModel = { name: 'count', description: 'Take readings.', group: 'Scans', schema: { type: 'object' } };
const TASK = aTask({ state: 'succeeded' });
const complete: HostEvent = {
  type: 'worker',
  state: 'IDLE',
  task_status: { task_id: 't', result: null, task_complete: true, task_failed: false },
  errors: [],
  warnings: [],
};

function setUp(input = '') {
  const api: FakeHostApi = new FakeHostApi()
    .on('host.info', () => aHostInfo())
    .on('plans.list', () => [PLAN])
    .on('tasks.get', () => TASK)
    .on('tasks.submit', () => {
      api.publish('events', complete);
      return TASK;
    });
  const signals = new EventEmitter();
  const terminal = new FakeTerminal(input);
  const inspection = {
    lines: () => {
      throw new Error('nothing is inspected here');
    },
  };
  const dispose = vi.fn(async () => undefined);
  const openHost = async () => ({ api, inspection, setClosing: () => undefined, dispose });
  const context = fakeSurroundings({ terminal, signals, openHost });
  return { api, signals, terminal, dispose, hutch: (...args: string[]) => runCli(context, args) };
}

describe('the hutch command', () => {
  it('lists plans, and closes its host', async () => {
    const { hutch, terminal, dispose } = setUp();
    expect(await hutch('plans')).toBe(0);
    expect(terminal.outLines).toEqual(['count  Take readings.']);
    expect(dispose).toHaveBeenCalledOnce();
  });

  it('says of a plan that cannot run now why', async () => {
    const { api, hutch, terminal } = setUp();
    api.on('plans.list', () => [{ ...PLAN, unavailable: 'Device det cannot be found' }]);
    await hutch('plans');
    expect(terminal.outLines).toEqual(['count  (not now: Device det cannot be found)']);
  });

  it('lists plans as JSON, one a line', async () => {
    const { hutch, terminal } = setUp();
    await hutch('plans', '--json');
    expect(terminal.outLines.map((line) => JSON.parse(line))).toEqual([PLAN]);
  });

  it('tells what could not be loaded, and goes on', async () => {
    const { api, hutch, terminal } = setUp();
    const load_errors = [{ code: 'module_failed' as const, message: 'plans/x.ts:3 is broken.' }];
    api.on('host.info', () => aHostInfo({ load_errors }));
    expect(await hutch('plans')).toBe(0);
    expect(terminal.errLines).toEqual(['error[module_failed]: plans/x.ts:3 is broken.']);
  });

  it('tells its version', async () => {
    const { hutch, terminal } = setUp();
    expect(await hutch('--version')).toBe(0);
    expect(terminal.outLines).toEqual(['9.8.7']);
  });

  it.each([[['run', '--help']], [['--help']], [['help', 'serve']]])('%j helps and ends well', async (args) => {
    const { hutch, terminal } = setUp();
    expect(await hutch(...args)).toBe(0);
    expect(terminal.outLines.join('\n')).toContain('Usage: hutch');
  });

  it.each([
    [[]],
    [['launch']],
    [['run']],
    [['run', 'count', '--bogus']],
    [['serve', '--port', 'http']],
    [['serve', '--port', '70000']],
  ])('%j is wrong usage', async (args) => {
    const { hutch, terminal, dispose } = setUp();
    expect(await hutch(...args)).toBe(2);
    expect(terminal.outLines).toEqual([]);
    expect(terminal.errLines.join('\n')).not.toBe('');
    expect(dispose).not.toHaveBeenCalled();
  });

  it('says wrong usage as JSON too, where JSON was asked for', async () => {
    const { hutch, terminal } = setUp();
    expect(await hutch('run', 'count', '--json', '--bogus')).toBe(2);
    expect(JSON.parse(terminal.outLines[0] ?? '')).toMatchObject({ type: 'error', error: { code: 'usage' } });
  });
});

describe('hutch run', () => {
  it('hands the request over as it was given', async () => {
    const { api, hutch } = setUp('{"name":"count","params":{"num":3}}');
    const submit = vi.fn(() => {
      api.publish('events', complete);
      return TASK;
    });
    api.on('tasks.submit', submit);
    expect(await hutch('run', '-', '--json')).toBe(0);
    expect(submit.mock.calls).toEqual([[{ name: 'count', params: { num: 3 } }]]);
  });

  it.each([
    ['failed', 1],
    ['aborted', 1],
    ['stopped', 0],
    ['succeeded', 0],
  ] as const)('ends a task that %s with %i', async (state, status) => {
    const { api, hutch } = setUp();
    api.on('tasks.get', () => ({ ...TASK, state }));
    expect(await hutch('run', 'count')).toBe(status);
  });

  it('ends a refused request with 2, the code, the sentence and the place', async () => {
    const { api, hutch, terminal, dispose } = setUp();
    api.on('tasks.submit', () => {
      throw new HutchError('invalid_params', 'num must be at least 1.', {
        issues: [{ path: 'params.num', code: 'invalid_params', message: 'num must be at least 1.' }],
      });
    });
    expect(await hutch('run', 'count', '{"num":0}')).toBe(2);
    expect(terminal.errLines).toEqual(['error[invalid_params]: num must be at least 1.', '  at params.num']);
    expect(terminal.outLines).toEqual([]);
    expect(dispose).toHaveBeenCalledOnce();
  });

  it('tells an error that was told at loading only once', async () => {
    const { api, hutch, terminal } = setUp();
    const wrong = { code: 'unknown_device' as const, message: 'The baseline of every run cannot hold nosuch.' };
    api.on('host.info', () => aHostInfo({ load_errors: [wrong] }));
    api.on('tasks.submit', () => {
      throw HutchError.fromPlain(wrong);
    });
    expect(await hutch('run', 'count', '--baseline', 'nosuch')).toBe(2);
    expect(terminal.errLines).toEqual(['error[unknown_device]: The baseline of every run cannot hold nosuch.']);
  });

  it('interrupted aborts the plan through its cleanup and ends with 130', async () => {
    const { api, hutch, signals, terminal } = setUp();
    api.on('tasks.submit', () => TASK);
    const ended = hutch('run', 'count');
    await expect.poll(() => api.asked).toContain('tasks.submit');
    api.enterState('RUNNING');
    signals.emit('SIGINT');
    await expect.poll(() => api.asked).toContain('worker.abort');
    api.publish('events', complete);
    expect(await ended).toBe(130);
    expect(terminal.errLines.join()).toContain('Ctrl-C again halts it');
  });

  it('ends the plan when nobody reads its output any more', async () => {
    const { api, hutch, terminal } = setUp();
    api.on('tasks.submit', () => TASK);
    const ended = hutch('run', 'count', '--json');
    await expect.poll(() => api.asked).toContain('tasks.submit');
    api.enterState('RUNNING');
    terminal.close();
    await expect.poll(() => api.asked).toContain('worker.abort');
    api.publish('events', complete);
    expect(await ended).toBe(0);
  });
});
