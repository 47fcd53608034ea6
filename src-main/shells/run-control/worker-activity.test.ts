import { describe, expect, it, vi } from 'vitest';
import { FakeHostApi } from '../testing/fake-host-api.ts';
import { WorkerActivity } from './worker-activity.ts';

describe('the activity of the worker', () => {
  it('starts from the state it is given', () => {
    expect(new WorkerActivity(new FakeHostApi()).active).toBe(false);
    expect(new WorkerActivity(new FakeHostApi(), 'PAUSED').active).toBe(true);
  });

  it('tells of changes between active and not, and of no other', () => {
    const api = new FakeHostApi();
    const activity = new WorkerActivity(api);
    const changes = vi.fn();
    activity.onChange(changes);
    for (const state of ['RUNNING', 'PAUSING', 'PAUSED', 'RUNNING', 'IDLE', 'IDLE'] as const) api.enterState(state);
    expect(changes.mock.calls).toEqual([[true], [false]]);
    expect(activity.active).toBe(false);
  });

  it('stops following when it is disposed of', () => {
    const api = new FakeHostApi();
    const activity = new WorkerActivity(api);
    activity[Symbol.dispose]();
    expect(api.subscriptions).toBe(0);
  });
});
