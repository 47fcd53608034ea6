import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { HutchError } from '#shared/errors.ts';
import { aTask } from '#shared/testing/a-task.ts';
import { aTaskList } from '../testing/a-task-list.ts';
import { FakeHostApi } from '../testing/fake-host-api.ts';
import { endRun } from './end-run.ts';

const hostOf = (api: FakeHostApi) => ({ api, setClosing: () => undefined });

describe('ending the run', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => {
    expect(vi.getTimerCount()).toBe(0);
    vi.useRealTimers();
  });

  it.each(['IDLE', 'RUNNING'] as const)(
    '%s lets nothing start from then on, and leaves the queue alone',
    async (state) => {
      const api = new FakeHostApi().on('tasks.list', () => aTaskList([aTask({ state: 'waiting' })]));
      api.enterState(state);
      const setClosing = vi.fn(() => expect(api.asked).toEqual([]));
      const ended = endRun({ api, setClosing }, { kind: 'stop' }, 1000);
      expect(setClosing).toHaveBeenCalledWith(true);
      await vi.advanceTimersByTimeAsync(1);
      api.enterState('IDLE');
      expect(await ended).toBe(true);
      expect(api.asked).not.toContain('queue.stop');
    },
  );

  it.each([
    [{ kind: 'stop' }, 'worker.stop'],
    [{ kind: 'abort', reason: 'Ctrl-C' }, 'worker.abort'],
    [{ kind: 'halt' }, 'worker.halt'],
  ] as const)('%j asks for %s and waits until the engine is idle', async (ending, method) => {
    const api = new FakeHostApi();
    api.enterState('RUNNING');
    let ended = false;
    const end = endRun(hostOf(api), ending, 1000).then((idle) => {
      ended = true;
      return idle;
    });
    await vi.advanceTimersByTimeAsync(500);
    expect(api.asked).toContain(method);
    expect(ended).toBe(false);
    api.enterState('STOPPING');
    await vi.advanceTimersByTimeAsync(1);
    expect(ended).toBe(false);
    api.enterState('IDLE');
    expect(await end).toBe(true);
    expect(api.subscriptions).toBe(0);
  });

  it('says so when the engine is not idle in time', async () => {
    const api = new FakeHostApi();
    api.enterState('RUNNING');
    const end = endRun(hostOf(api), { kind: 'stop' }, 1000);
    await vi.advanceTimersByTimeAsync(1000);
    expect(await end).toBe(false);
    expect(api.subscriptions).toBe(0);
  });

  it('does not wait to be told that the engine is idle: while the store fails nothing is told', async () => {
    const api = new FakeHostApi();
    api.enterState('RUNNING');
    const end = endRun(hostOf(api), { kind: 'stop' }, 600_000);
    await vi.advanceTimersByTimeAsync(500);
    api.on('worker.status', () => ({
      state: 'IDLE',
      since: 0,
      task_id: null,
      resumable: false,
      pause_requested: false,
    }));
    await vi.advanceTimersByTimeAsync(1000);
    expect(await end).toBe(true);
    expect(api.subscriptions).toBe(0);
  });

  it('only waits for a plan that is ending already', async () => {
    const api = new FakeHostApi().on('worker.stop', () => {
      throw new HutchError('invalid_transition', 'The engine is aborting.');
    });
    api.enterState('ABORTING');
    const end = endRun(hostOf(api), { kind: 'stop' }, 1000);
    await vi.advanceTimersByTimeAsync(1);
    api.enterState('IDLE');
    expect(await end).toBe(true);
  });

  it('passes on any other refusal', async () => {
    const api = new FakeHostApi().on('worker.stop', () => {
      throw new HutchError('internal', 'The worker is gone.');
    });
    api.enterState('RUNNING');
    await expect(endRun(hostOf(api), { kind: 'stop' }, 1000)).rejects.toThrow('The worker is gone.');
    await vi.advanceTimersByTimeAsync(1000);
  });
});
