import { describe, expect, it, vi } from 'vitest';
import { FakeHostApi } from '../testing/fake-host-api.ts';
import { isActive, WorkerActivity } from './worker-activity.ts';

describe('a state of the worker', () => {
  it.each(['RUNNING', 'PAUSING', 'PAUSED', 'SUSPENDING', 'STOPPING', 'ABORTING', 'HALTING'] as const)(
    '%s is active',
    (state) => {
      expect(isActive(state)).toBe(true);
    },
  );

  it.each(['IDLE', 'PANICKED', 'UNKNOWN'] as const)('%s is not', (state) => {
    expect(isActive(state)).toBe(false);
  });
});

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
