import { describe, expect, it, vi } from 'vitest';
import { WorkerActivity } from '../run-control/worker-activity.ts';
import { FakeHostApi } from '../testing/fake-host-api.ts';
import { keepAwake } from './keep-awake.ts';

describe('keeping the machine awake', () => {
  const setUp = (state: 'IDLE' | 'PAUSED' = 'IDLE') => {
    const api = new FakeHostApi();
    const blocker = { start: vi.fn(() => 41), stop: vi.fn() };
    const end = keepAwake(blocker, new WorkerActivity(api, state));
    return { api, blocker, end };
  };

  it('blocks sleep from the start of a plan to its end, pauses included', () => {
    const { api, blocker } = setUp();
    for (const state of ['RUNNING', 'PAUSING', 'PAUSED', 'RUNNING'] as const) api.enterState(state);
    expect(blocker.start.mock.calls).toEqual([['prevent-app-suspension']]);
    expect(blocker.stop).not.toHaveBeenCalled();
    api.enterState('IDLE');
    expect(blocker.stop.mock.calls).toEqual([[41]]);
  });

  it('blocks at once when a plan is active already', () => {
    expect(setUp('PAUSED').blocker.start).toHaveBeenCalledOnce();
  });

  it('lets go when it is ended, and follows no more', () => {
    const { api, blocker, end } = setUp('PAUSED');
    end();
    end();
    api.enterState('IDLE');
    api.enterState('RUNNING');
    expect(blocker.stop.mock.calls).toEqual([[41]]);
    expect(blocker.start).toHaveBeenCalledOnce();
  });
});
