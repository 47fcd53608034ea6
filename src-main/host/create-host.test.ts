import { afterEach, describe, expect, it } from 'vitest';
import type { HostEvent } from '#shared/contract/index.ts';
import { NamedDocument } from '#shared/documents/index.ts';
import { HutchError, type PlainError } from '#shared/errors.ts';
import { startHost, type TestHost, type TestHostOptions } from './testing/start-host.ts';
import { startQueue } from './testing/start-queue.ts';

let open: TestHost[] = [];

/** A host that ends with the test. */
async function start(options?: TestHostOptions): Promise<TestHost> {
  const host = await startHost(options);
  open.push(host);
  return host;
}

afterEach(async () => {
  await Promise.all(open.map(({ host }) => host.dispose()));
  open = [];
});

function documents(events: readonly HostEvent[]) {
  return events.flatMap((event) => (event.type === 'document' ? [event] : []));
}

function states(events: readonly HostEvent[]): string[] {
  return events.flatMap((event) => (event.type === 'worker' ? [event.state] : []));
}

/** The plain form of the error with which `request` is refused. */
async function refusal(request: Promise<unknown>): Promise<PlainError> {
  const thrown = await request.then(
    () => undefined,
    (error: unknown) => error,
  );
  expect(thrown).toBeInstanceOf(HutchError);
  return (thrown as HutchError).toPlain();
}

const LONG_SCAN = {
  name: 'scan',
  params: { detectors: ['det'], axes: [{ motor: 'stage.x', start: -5, stop: 5 }], num: 21 },
};

describe('a request that runs', () => {
  it('yields start, descriptor, events and stop, every one of them valid, and a result', async () => {
    const { run, events, api } = await start();
    const task = await run({
      name: 'count',
      params: { detectors: ['andor', 'pilatus'], num: 3, delay: 0.1 },
      metadata: { sample: 'LaB6' },
      purpose: 'find the beam',
    });
    const docs = documents(events);
    expect(docs.map(({ name }) => name)).toEqual(['start', 'descriptor', 'event', 'event', 'event', 'stop']);
    for (const { name, doc } of docs) NamedDocument.parse({ name, doc });
    const [first, last] = [docs[0]?.doc, docs.at(-1)?.doc];
    expect(first).toMatchObject({
      plan_name: 'count',
      instrument: 'I00',
      sample: 'LaB6',
      purpose: 'find the beam',
      hutch_task_id: task.task_id,
    });
    expect(last).toMatchObject({ exit_status: 'success', num_events: { primary: 3 } });
    expect(task).toMatchObject({ state: 'succeeded', run_uids: [first?.uid], error: null });
    expect(task.outcome).toEqual({ outcome: 'success', result: first?.uid, type: 'string' });
    expect(states(events)).toEqual(['RUNNING', 'IDLE', 'IDLE']);

    const [summary] = await api.request('runs.list', {});
    expect(summary).toMatchObject({ uid: first?.uid, exit_status: 'success', task_id: task.task_id });
    const stored = await api.request('runs.documents', { uid: String(first?.uid) });
    expect(stored.documents).toEqual(docs.map(({ name, doc }) => ({ name, doc })));
    const stop = events.findIndex((event) => event.type === 'document' && event.name === 'stop');
    expect(stored.through_seq).toBe(stop + 1);
  });

  it('shows the progress of what moves, and does not leak its metadata into the next run', async () => {
    const { run, events } = await start({ speed: 10 });
    await run({ name: 'move', params: { targets: [{ motor: 'stage.x', position: 4 }] } });
    const views = events.flatMap((event) => (event.type === 'progress' ? Object.values(event.statuses) : []));
    expect(views[0]).toMatchObject({ display_name: 'stage-x', target: 4, unit: 'mm', done: false });
    expect(views.filter(({ done }) => done)).toHaveLength(1);
    expect(views.at(-1)).toMatchObject({ done: true, percentage: 1 });

    await run({ name: 'count', metadata: { sample: 'first' } });
    await run({ name: 'count' });
    const starts = documents(events).filter(({ name }) => name === 'start');
    expect(starts.map(({ doc }) => doc.sample)).toEqual(['first', undefined]);
  });

  it('queues behind another, in order', async () => {
    const { submit, ended, api, events } = await start();
    const tasks = [await submit(LONG_SCAN), await submit({ name: 'count' }), await submit({ name: 'sleep' })];
    expect(tasks.map(({ state }) => state)).toEqual(['running', 'waiting', 'waiting']);
    await ended(tasks[2]?.task_id ?? '');
    const { tasks: list, queue } = await api.request('tasks.list', {});
    expect(list.map(({ name, state }) => `${name} ${state}`)).toEqual([
      'scan succeeded',
      'count succeeded',
      'sleep succeeded',
    ]);
    expect(queue).toMatchObject({ running: true, reason: null });
    const runs = documents(events).filter(({ name }) => name === 'start');
    expect(runs.map(({ task_id }) => task_id)).toEqual([tasks[0]?.task_id, tasks[1]?.task_id]);
  });
});

describe('a request that is wrong', () => {
  it.each([
    [{ name: 'cuont' }, 'unknown_plan', undefined, 'There is no plan "cuont"; did you mean "count"?'],
    [{ name: 'count', params: { detectors: ['dett'] } }, 'unknown_device', 'params.detectors[0]', 'did you mean det?'],
    [{ name: 'count', params: { detectors: ['stage'] } }, 'wrong_protocol', 'params.detectors[0]', 'is not Readable'],
    [{ name: 'count', params: { nmu: 3 } }, 'invalid_params', 'params.nmu', 'did you mean num?'],
    [{ name: 'count', params: { num: 'three' } }, 'invalid_params', 'params.num', ''],
    [
      { name: 'scan', params: { axes: [{ motor: 'stage.x', start: 0, stop: 1e6 }] } },
      'limit_violation',
      'params.axes[0].stop',
      'stage.x',
    ],
    [{ name: 'count', parms: {} }, 'bad_request', 'parms', ''],
  ])('%j is refused by %s at %s', async (request, code, path, sentence) => {
    const { api } = await start();
    const error = await refusal(api.request('tasks.submit', request as never));
    expect(error.code).toBe(code);
    expect(error.issues?.[0]?.path).toBe(path);
    expect(error.message).toContain(sentence);
    expect(await refusal(api.request('tasks.check', request as never))).toMatchObject({ code });
    expect((await api.request('tasks.list', {})).tasks).toEqual([]);
  });
});

describe('a run that a person ends or holds', () => {
  it('pauses and goes on to its end with every point once', async () => {
    const { submit, ended, event, events, api } = await start({ speed: 20 });
    const { task_id } = await submit(LONG_SCAN);
    await event((item) => item.type === 'document' && item.name === 'event');
    expect(await api.request('worker.pause', {})).toMatchObject({ state: 'PAUSED', task_id, resumable: true });
    expect((await api.request('tasks.get', { task_id })).state).toBe('paused');
    expect(await api.request('worker.resume', {})).toMatchObject({ state: 'RUNNING' });
    expect((await ended(task_id)).state).toBe('succeeded');
    const rows = documents(events).flatMap(({ name, doc }) => (name === 'event' ? [doc.seq_num] : []));
    expect(new Set(rows).size).toBe(21);
    expect(states(events)).toEqual(['RUNNING', 'PAUSING', 'PAUSED', 'RUNNING', 'IDLE', 'IDLE']);
  });

  it('stops the motor in mid-move when it is aborted, and closes its run', async () => {
    const { submit, ended, event, events, api } = await start({ speed: 1 });
    const { task_id } = await submit({
      name: 'scan',
      params: { detectors: ['det'], axes: [{ motor: 'stage.x', start: 10, stop: 0 }], num: 2 },
    });
    await event((item) => item.type === 'progress');
    await api.request('worker.abort', { reason: 'wrong sample' });
    const task = await ended(task_id);
    expect(task).toMatchObject({ state: 'aborted', error: { code: 'request_abort' } });
    expect(task.error?.message).toContain('wrong sample');
    expect(documents(events).at(-1)?.doc).toMatchObject({ exit_status: 'abort', reason: 'wrong sample' });
    const { activity, readback } = await lastReadback(api, 'stage.x');
    expect(activity).toBe('idle');
    expect(Number(readback?.value)).toBeLessThan(9);
    expect((await lastReadback(api, 'stage.x')).readback?.value).toBe(readback?.value);
  });

  it.each([
    ['worker.stop', { state: 'stopped', error: null, outcome: { outcome: 'success' } }, 'success'],
    ['worker.abort', { state: 'aborted', error: { code: 'request_abort' } }, 'abort'],
    ['worker.halt', { state: 'aborted', outcome: { outcome: 'error' } }, 'abort'],
  ] as const)('is ended by %s out of a pause', async (method, end, exit_status) => {
    const { submit, ended, event, events, api } = await start({ speed: 20 });
    const { task_id } = await submit(LONG_SCAN);
    await event((item) => item.type === 'document' && item.name === 'event');
    await api.request('worker.pause', {});
    await api.request(method, {});
    expect(await ended(task_id)).toMatchObject(end);
    expect(documents(events).at(-1)?.doc).toMatchObject({ exit_status });
    expect(await api.request('worker.status', {})).toEqual({
      state: 'IDLE',
      since: expect.any(Number),
      task_id: null,
      resumable: false,
      pause_requested: false,
    });
    await expect(api.request(method, {})).rejects.toMatchObject({ code: 'invalid_transition' });
  });

  it('is stopped in mid-exposure: what waits is held, and counts as soon as the queue is started', async () => {
    const { submit, ended, event, api } = await start({ speed: 1 });
    const first = await submit({ name: 'count', params: { num: 50 } });
    await event((item) => item.type === 'document' && item.name === 'event');
    const second = await submit({ name: 'count', params: { num: 2 } });
    await api.request('worker.stop', {});
    expect((await ended(first.task_id)).state).toBe('stopped');
    const { queue } = await api.request('tasks.list', {});
    expect(queue).toMatchObject({ running: false, reason: expect.stringContaining('count was stopped') });
    await startQueue(api);
    expect(await ended(second.task_id)).toMatchObject({ state: 'succeeded', error: null });
  });

  it('pauses at its next checkpoint when the pause is deferred', async () => {
    const { submit, ended, event, events, api } = await start({ speed: 20 });
    const { task_id } = await submit(LONG_SCAN);
    await event((item) => item.type === 'document' && item.name === 'event');
    const status = await api.request('worker.pause', { defer: true });
    expect(status).toMatchObject({ state: 'RUNNING', pause_requested: true });
    await event((item) => item.type === 'worker' && item.state === 'PAUSED');
    await api.request('worker.resume', {});
    expect((await ended(task_id)).state).toBe('succeeded');
    expect(states(events).filter((state) => state === 'PAUSED')).toHaveLength(1);
  });

  it('holds what waits after a failure, until the queue is started', async () => {
    const { submit, ended, api } = await start({ faults: 'det:fail@2' });
    const first = await submit({ name: 'count', params: { num: 3 } });
    const second = await submit({ name: 'count' });
    const failed = await ended(first.task_id);
    expect(failed).toMatchObject({ state: 'failed', outcome: { outcome: 'error' } });
    expect(failed.error?.message).toContain('det');
    const { queue } = await api.request('tasks.list', {});
    expect(queue.running).toBe(false);
    expect(queue.reason).toContain('det');
    expect((await api.request('tasks.get', { task_id: second.task_id })).state).toBe('waiting');
    await startQueue(api);
    expect((await ended(second.task_id)).state).toBe('succeeded');
  });
});

describe('a host', () => {
  it('says who it is, and what could not be loaded', async () => {
    const { api } = await start({ deviceModules: ['/nowhere/devices.ts'], planDirs: ['/nowhere/plans'] });
    const info = await api.request('host.info', {});
    expect(info).toMatchObject({ version: '1.2.3', beamline: 'I00', simulated: false });
    expect(info.load_errors.map(({ code }) => code)).toEqual(['module_failed', 'module_failed']);
    expect(info.load_errors[0]?.message).toContain('/nowhere/devices.ts');
    expect(await api.request('plans.list', {})).toEqual([]);
    const log = await api.request('log.recent', {});
    expect(log.filter(({ level }) => level === 'error')).toHaveLength(2);
  });

  it('aborts what runs through its cleanup when it is disposed of, twice, and is quiet afterwards', async () => {
    const { host, submit, event, events, api } = await start({ speed: 1 });
    await submit(LONG_SCAN);
    await event((item) => item.type === 'progress');
    await Promise.all([host.dispose('The window was closed.'), host.dispose()]);
    expect(documents(events).at(-1)?.doc).toMatchObject({ exit_status: 'abort', reason: 'The window was closed.' });
    const count = events.length;
    await expect(api.request('host.info', {})).rejects.toMatchObject({ code: 'unavailable' });
    await new Promise((resolve) => setTimeout(resolve, 120));
    expect(events).toHaveLength(count);
  });
});

/** What a device says, once it has settled into a subscription. */
async function lastReadback(api: TestHost['api'], device: string) {
  const readbacks: Awaited<ReturnType<typeof api.request<'devices.stop'>>>[] = [];
  const subscription = api.subscribe('readings', { devices: [device] }, ({ items }) => readbacks.push(...items));
  await new Promise((resolve) => setTimeout(resolve, 120));
  subscription.dispose();
  const last = readbacks.at(-1);
  if (!last) throw new Error(`${device} said nothing`);
  return last;
}
