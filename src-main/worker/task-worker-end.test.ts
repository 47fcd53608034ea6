import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { ADA, startWorker } from './testing/start-worker.ts';

/** Lets every promise that can settle do so. */
const settle = () => vi.advanceTimersByTimeAsync(0);

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  expect(vi.getTimerCount()).toBe(0);
  vi.useRealTimers();
});

describe('the end of a TaskWorker', () => {
  it('aborts what runs with the reason, starts nothing more, and lets go of the engine', async () => {
    const { worker, engine } = startWorker();
    worker.submit({ name: 'nap' }, ADA);
    worker.submit({ name: 'nap' }, ADA);
    await settle();
    await Promise.all([worker.dispose('closed'), worker.dispose('closed again')]);
    expect(worker.tasks().tasks.map(({ state }) => state)).toEqual(['aborted', 'waiting']);
    expect(worker.task('id-1').error?.message).toBe('nap was aborted: closed');
    expect(engine.disposed).toBe(true);
    expect(engine.subscriberCount).toBe(0);
    expect(engine.stateHook).toBeNull();
    expect(() => worker.submit({ name: 'nap' }, ADA)).toThrow(expect.objectContaining({ code: 'unavailable' }));
  });

  it('can be begun and taken back: meanwhile nothing starts, and nobody stopped the queue', async () => {
    const { worker, engine } = startWorker();
    worker.submit({ name: 'nap' }, ADA);
    worker.submit({ name: 'nap' }, ADA);
    worker.setClosing(true);
    expect(() => worker.submit({ name: 'nap' }, ADA)).toThrow(expect.objectContaining({ code: 'unavailable' }));
    await settle();
    engine.end({});
    await settle();
    const { queue, tasks } = worker.tasks();
    expect(tasks.map(({ state }) => state)).toEqual(['succeeded', 'waiting']);
    expect(queue.running).toBe(true);
    const { revision } = queue;
    expect(() => worker.commands.runNow({ task_id: 'id-2', revision }, ADA)).toThrow('Hutch is shutting down.');
    worker.commands.duplicate({ task_ids: ['id-2'], revision }, ADA);
    expect(worker.status().task_id).toBeNull();
    worker.setClosing(false);
    expect(worker.task('id-2').state).toBe('running');
    await worker.dispose('closed');
    worker.setClosing(false);
    expect(worker.tasks().tasks.at(-1)?.state).toBe('waiting');
  });

  it('halts a plan whose cleanup does not end', async () => {
    const { worker, engine } = startWorker();
    engine.abortable = false;
    worker.submit({ name: 'nap' }, ADA);
    await settle();
    const disposed = worker.dispose('closed', 5000);
    await vi.advanceTimersByTimeAsync(20_000);
    await disposed;
    expect(worker.task('id-1').state).toBe('aborted');
  });
});
