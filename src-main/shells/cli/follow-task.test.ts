import { describe, expect, it, vi } from 'vitest';
import type { HostEvent, Task } from '#shared/contract/index.ts';
import { HutchError } from '#shared/errors.ts';
import { FakeHostApi } from '../testing/fake-host-api.ts';
import { followTask } from './follow-task.ts';

const TASK = { task_id: 't1', state: 'succeeded' } as Task;
const complete = (task_id: string): HostEvent => ({
  type: 'worker',
  state: 'IDLE',
  task_status: { task_id, result: null, task_complete: true, task_failed: false },
  errors: [],
  warnings: [],
});

describe('following a task', () => {
  it('passes every event on and ends with the task', async () => {
    const api = new FakeHostApi().on('tasks.submit', () => TASK).on('tasks.get', () => TASK);
    const seen: string[] = [];
    const following = followTask(api, { name: 'count' }, ({ type }) => seen.push(type));
    await vi.waitFor(() => expect(api.asked).toContain('tasks.submit'));
    api.publish('events', { type: 'document', name: 'start', doc: {}, task_id: 't1' });
    api.publish('events', complete('another'));
    expect(api.asked).not.toContain('tasks.get');
    api.publish('events', complete('t1'));
    expect(await following).toBe(TASK);
    expect(seen).toEqual(['document', 'worker', 'worker']);
    expect(api.subscriptions).toBe(0);
  });

  it('notices a task that is complete before its submission is answered', async () => {
    const api: FakeHostApi = new FakeHostApi()
      .on('tasks.submit', () => {
        api.publish('events', complete('t1'));
        return TASK;
      })
      .on('tasks.get', () => TASK);
    expect(await followTask(api, { name: 'sleep' }, () => undefined)).toBe(TASK);
  });

  it('passes on a refusal and follows no more', async () => {
    const api = new FakeHostApi().on('tasks.submit', () => {
      throw new HutchError('unknown_plan', 'There is no plan "cuont".');
    });
    await expect(followTask(api, { name: 'cuont' }, () => undefined)).rejects.toMatchObject({ code: 'unknown_plan' });
    expect(api.subscriptions).toBe(0);
  });
});
