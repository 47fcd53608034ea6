import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { HostEvent } from '#shared/contract/index.ts';
import { HutchError } from '#shared/errors.ts';
import { ADA, startWorker } from './testing/start-worker.ts';

/** Lets every promise that can settle do so. */
const settle = () => vi.advanceTimersByTimeAsync(0);

/** An event in a word or two: `RUNNING`, `IDLE complete`, `start`. */
function brief(event: HostEvent): string {
  switch (event.type) {
    case 'worker':
      return `${event.state}${event.task_status?.task_complete ? ' complete' : ''}${event.task_status?.task_failed ? ' failed' : ''}`;
    case 'document':
      return event.name;
    case 'progress':
      return 'progress';
  }
}

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  expect(vi.getTimerCount()).toBe(0);
  vi.useRealTimers();
});

describe('TaskWorker', () => {
  it('runs an accepted request at once, and tells everything in order', async () => {
    const { worker, engine, events } = startWorker();
    const task = worker.submit({ name: 'nap', purpose: 'rest' }, ADA);
    expect(task).toMatchObject({ task_id: 'id-1', state: 'running', purpose: 'rest', started_at: 100 });
    await settle();
    engine.emit('start', { uid: 'run-1' });
    engine.emit('stop', { run_start: 'run-1' });
    engine.end({ planResult: { best: 4.5 } });
    await settle();
    expect(events.map(brief)).toEqual(['RUNNING', 'start', 'stop', 'IDLE', 'IDLE complete']);
    expect(events.at(-1)).toEqual({
      type: 'worker',
      state: 'IDLE',
      task_status: {
        task_id: 'id-1',
        result: { outcome: 'success', result: { best: 4.5 }, type: 'Object' },
        task_complete: true,
        task_failed: false,
      },
      errors: [],
      warnings: [],
    });
    expect(worker.task('id-1')).toMatchObject({ state: 'succeeded', run_uids: ['run-1'], ended_at: 100, error: null });
    expect(worker.status()).toMatchObject({ state: 'IDLE', task_id: null, resumable: false });
  });

  it('refuses a wrong request when it is submitted, and queues nothing', () => {
    const { worker, events } = startWorker();
    expect(() => worker.submit({ name: 'snooze' }, ADA)).toThrow(expect.objectContaining({ code: 'unknown_plan' }));
    expect(() => worker.submit({ name: 'nap', params: { seconds: 'two' } }, ADA)).toThrow(
      expect.objectContaining({ code: 'invalid_params' }),
    );
    expect(() => worker.check({ name: 'look', params: { at: ['ear'] } })).toThrow(
      expect.objectContaining({ code: 'unknown_device' }),
    );
    expect(worker.tasks().tasks).toEqual([]);
    expect(events).toEqual([]);
  });

  it('gives the metadata of a task to its own runs and to no others', async () => {
    const { worker, engine } = startWorker();
    worker.submit({ name: 'nap', metadata: { sample: 'LaB6' }, purpose: 'align', instrument_session: 'cm1-1' }, ADA);
    worker.submit({ name: 'nap', metadata: { hutch_task_id: 'forged' } }, ADA);
    await settle();
    engine.end();
    await settle();
    engine.end();
    await settle();
    expect(engine.metadata).toEqual([
      {
        instrument: 'I00',
        sample: 'LaB6',
        instrument_session: 'cm1-1',
        purpose: 'align',
        user: 'ada',
        hutch_task_id: 'id-1',
      },
      { instrument: 'I00', user: 'ada', hutch_task_id: 'id-2' },
    ]);
  });

  it('runs one task at a time, in the order of submission', async () => {
    const { worker, engine } = startWorker();
    for (let i = 0; i < 3; i += 1) worker.submit({ name: 'nap' }, ADA);
    await settle();
    expect(worker.tasks().tasks.map(({ state }) => state)).toEqual(['running', 'waiting', 'waiting']);
    worker.cancel('id-2', ADA);
    engine.end();
    await settle();
    expect(worker.tasks().tasks.map(({ state }) => state)).toEqual(['cancelled', 'succeeded', 'running']);
    expect(() => worker.cancel('id-3', ADA)).toThrow(expect.objectContaining({ code: 'invalid_transition' }));
    expect(() => worker.cancel('id-9', ADA)).toThrow(expect.objectContaining({ code: 'unknown_task' }));
    engine.end();
    await settle();
  });

  it('does not take a pause for the end', async () => {
    const { worker, engine, events } = startWorker();
    worker.submit({ name: 'nap' }, ADA);
    await settle();
    await expect(worker.pause(false)).resolves.toMatchObject({ state: 'PAUSED', task_id: 'id-1', resumable: true });
    expect(worker.task('id-1')).toMatchObject({ state: 'paused', outcome: null });
    await expect(worker.resume()).resolves.toMatchObject({ state: 'RUNNING' });
    expect(worker.task('id-1').state).toBe('running');
    engine.end();
    await settle();
    expect(events.map(brief)).toEqual(['RUNNING', 'PAUSING', 'PAUSED', 'RUNNING', 'IDLE', 'IDLE complete']);
  });

  it('says since when it is in a state, however late somebody asks', async () => {
    let now = 100;
    const { worker, engine } = startWorker({ now: () => now });
    expect(worker.status()).toMatchObject({ state: 'IDLE', since: 100 });
    worker.submit({ name: 'nap' }, ADA);
    await settle();
    now = 200;
    await worker.pause(false);
    now = 300;
    expect(worker.status()).toMatchObject({ state: 'PAUSED', since: 200 });
    await worker.resume();
    expect(worker.status()).toMatchObject({ state: 'RUNNING', since: 300 });
    engine.end();
    await settle();
  });

  it('counts a stop as success', async () => {
    const { worker } = startWorker();
    worker.submit({ name: 'nap' }, ADA);
    await settle();
    await worker.stop();
    await settle();
    expect(worker.task('id-1')).toMatchObject({ state: 'stopped', outcome: { outcome: 'success' }, error: null });
  });

  it('counts an abort as an error that bears its reason', async () => {
    const { worker, events } = startWorker();
    worker.submit({ name: 'nap' }, ADA);
    await settle();
    await worker.abort('wrong sample');
    await settle();
    const message = 'nap was aborted: wrong sample';
    expect(worker.task('id-1')).toMatchObject({
      state: 'aborted',
      outcome: { outcome: 'error', type: 'request_abort', message },
      error: { code: 'request_abort', message },
    });
    expect(events.at(-1)).toMatchObject({ errors: [message], task_status: { task_failed: true } });
  });

  it('tells why a plan failed: the code of a named error, the class of any other', async () => {
    const { worker, engine } = startWorker();
    worker.submit({ name: 'nap' }, ADA);
    await settle();
    engine.end({ exitStatus: 'fail', exception: new HutchError('failed_status', 'stage.x stalled') });
    await settle();
    worker.submit({ name: 'nap' }, ADA);
    await settle();
    engine.end({ exitStatus: 'fail', exception: new TypeError('x is undefined') });
    await settle();
    const [first, second] = worker.tasks().tasks;
    expect(first).toMatchObject({
      state: 'failed',
      outcome: { outcome: 'error', type: 'failed_status', message: 'stage.x stalled' },
      error: { code: 'failed_status' },
    });
    expect(second).toMatchObject({
      outcome: { type: 'TypeError', message: 'nap failed: TypeError: x is undefined' },
      error: { code: 'plan_failed', cause: { name: 'TypeError' } },
    });
  });

  it.each([
    ['pause', 'Nothing is running: there is nothing to pause.'],
    ['resume', 'Nothing is running: there is nothing to resume.'],
    ['stop', 'Nothing is running: there is nothing to stop.'],
    ['abort', 'Nothing is running: there is nothing to abort.'],
    ['halt', 'Nothing is running: there is nothing to halt.'],
  ] as const)('refuses to %s when nothing runs, in a sentence', async (command, message) => {
    const { worker } = startWorker();
    const act = { pause: () => worker.pause(false), abort: () => worker.abort('') };
    const refused = command === 'pause' || command === 'abort' ? act[command]() : worker[command]();
    await expect(refused).rejects.toMatchObject({ code: 'invalid_transition', message });
  });

  it('refuses what the state of the plan does not allow, and takes a repetition for what it is', async () => {
    const { worker, engine } = startWorker();
    engine.abortable = false;
    worker.submit({ name: 'nap' }, ADA);
    await settle();
    await expect(worker.resume()).rejects.toMatchObject({ message: 'nap is running: it cannot be resumed.' });
    const aborting = worker.abort('enough');
    await expect(worker.abort('again')).resolves.toMatchObject({ state: 'ABORTING' });
    await expect(worker.stop()).rejects.toMatchObject({ message: 'nap is aborting: it cannot be stopped.' });
    await vi.advanceTimersByTimeAsync(1000);
    await expect(aborting).resolves.toMatchObject({ state: 'ABORTING' });
    engine.end({ exitStatus: 'abort', interrupted: true });
    await settle();
  });
});

describe('the queue of a TaskWorker', () => {
  it('is held after a failure as long as something waits, and goes on when a person says so', async () => {
    const { worker, engine } = startWorker();
    worker.submit({ name: 'nap' }, ADA);
    worker.submit({ name: 'nap' }, ADA);
    await settle();
    engine.end({ exitStatus: 'fail', exception: new Error('no beam') });
    await settle();
    expect(worker.tasks().tasks.map(({ state }) => state)).toEqual(['failed', 'waiting']);
    expect(worker.tasks().queue).toMatchObject({
      running: false,
      reason: 'nap failed: no beam. What waits starts when the queue is started.',
    });
    expect(worker.submit({ name: 'nap' }, ADA).state).toBe('waiting');
    expect(worker.commands.start({ revision: worker.tasks().queue.revision }, ADA).queue).toMatchObject({
      running: true,
      reason: null,
    });
    expect(worker.task('id-2').state).toBe('running');
    await settle();
    engine.end();
    await settle();
    engine.end();
    await settle();
  });

  it('is not held after a failure with nothing waiting: the next request is a decision', async () => {
    const { worker, engine } = startWorker();
    worker.submit({ name: 'nap' }, ADA);
    await settle();
    engine.end({ exitStatus: 'fail', exception: new Error('no beam') });
    await settle();
    expect(worker.submit({ name: 'nap' }, ADA).state).toBe('running');
    await settle();
    engine.end();
    await settle();
  });

  it('starts nothing after it was stopped, and leaves the running task alone', async () => {
    const { worker, engine } = startWorker();
    worker.submit({ name: 'nap' }, ADA);
    await settle();
    expect(worker.commands.stop(ADA).queue.running).toBe(false);
    expect(worker.submit({ name: 'nap' }, ADA).state).toBe('waiting');
    expect(worker.status().state).toBe('RUNNING');
    engine.end();
    await settle();
    expect(worker.task('id-2').state).toBe('waiting');
  });
});

describe('devices of a TaskWorker', () => {
  it('belong to the running plan, until it ends', async () => {
    const { worker, engine } = startWorker();
    worker.submit({ name: 'look', params: { at: ['eye'] } }, ADA);
    await settle();
    expect(worker.ownership.ownerOf('eye')).toBe('look');
    expect(worker.ownership.ownerOf('eye.value')).toBe('look');
    expect(worker.ownership.ownerOf('ear')).toBeNull();
    engine.end();
    await settle();
    expect(worker.ownership.ownerOf('eye')).toBeNull();
  });

  it('are connected before the plan runs; a plan that waits for that can be aborted and not paused', async () => {
    const { worker, engine, events } = startWorker({ gate: new Promise(() => undefined) });
    worker.submit({ name: 'look', params: { at: ['eye'] } }, ADA);
    await settle();
    expect(worker.status()).toMatchObject({ state: 'RUNNING', task_id: 'id-1' });
    await expect(worker.pause(false)).rejects.toMatchObject({ code: 'invalid_transition' });
    await worker.abort('too slow');
    await settle();
    expect(worker.task('id-1')).toMatchObject({ state: 'aborted', error: { message: 'look was aborted: too slow' } });
    expect(engine.metadata).toEqual([]);
    expect(events.map(brief)).toEqual(['RUNNING', 'IDLE complete failed']);
    await vi.advanceTimersByTimeAsync(10_000);
  });

  it('that cannot be connected fail the task, by name', async () => {
    const gate = Promise.reject(new Error('no answer'));
    gate.catch(() => undefined);
    const { worker } = startWorker({ gate });
    worker.submit({ name: 'look', params: { at: ['eye'] } }, ADA);
    await settle();
    expect(worker.task('id-1')).toMatchObject({ state: 'failed', error: { code: 'not_connected' } });
    expect(worker.task('id-1').error?.message).toContain('eye');
    expect(worker.ownership.ownerOf('eye')).toBeNull();
  });
});
