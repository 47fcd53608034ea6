import { describe, expect, it, vi } from 'vitest';
import type { HostEvent, Task } from '#shared/contract/index.ts';
import { HutchError } from '#shared/errors.ts';
import { aTaskList } from '../testing/a-task-list.ts';
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
    await expect.poll(() => api.asked).toContain('tasks.submit');
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

  it('asks as the command line', async () => {
    const api = new FakeHostApi().on('tasks.submit', () => TASK);
    const request = vi.spyOn(api, 'request');
    const following = followTask(api, { name: 'count' }, () => undefined);
    await expect.poll(() => api.asked).toContain('tasks.submit');
    api.publish('events', complete('t1'));
    await following;
    const origin = { user: expect.any(String), via: 'command line' };
    expect(request).toHaveBeenCalledWith('tasks.submit', { name: 'count' }, origin);
  });

  it.each([
    ['runs', 'RUNNING'],
    ['has ended', 'IDLE'],
  ] as const)('follows a task that %s, though it is not safe on the disk yet', async (_how, state) => {
    const late = new HutchError('store_failed', 'It is done, but not safe on disk yet.');
    const api: FakeHostApi = new FakeHostApi()
      .on('tasks.submit', () => {
        if (state === 'IDLE') api.publish('events', complete('t1'));
        throw late;
      })
      .on('worker.status', () => ({
        state,
        since: 0,
        task_id: state === 'RUNNING' ? 't1' : null,
        resumable: true,
        pause_requested: false,
      }))
      .on('tasks.get', () => TASK);
    const following = followTask(api, { name: 'count' }, () => undefined);
    await expect.poll(() => api.asked).toContain('worker.status');
    if (state === 'RUNNING') api.publish('events', complete('t1'));
    expect(await following).toBe(TASK);
  });

  it('ends with the reason where nothing may start', async () => {
    const reason = 'Of the disk that runs are kept on, 0.4 % is free: no run starts until there is room.';
    const api = new FakeHostApi()
      .on('tasks.submit', () => ({ ...TASK, state: 'waiting' }))
      .on('tasks.list', () => aTaskList([], { running: false, reason }));
    await expect(followTask(api, { name: 'count' }, () => undefined)).rejects.toMatchObject({
      code: 'disk_full',
      message: `count does not start: ${reason}`,
    });
    expect(api.subscriptions).toBe(0);
  });
});
