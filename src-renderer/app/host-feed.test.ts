import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { RequestName } from '#shared/contract/api.ts';
import type { HostInfo } from '#shared/contract/host.ts';
import { HutchClient } from '../client/hutch-client.ts';
import { FakeTransport } from '../client/testing/fake-transport.ts';
import { deviceReadback } from '../devices/testing/device-builders.ts';
import { aRunSummary } from '../history/testing/a-run-summary.ts';
import { aQueue } from '../queue/testing/task-builders.ts';
import { applyReadbacks, useDevicesStore } from '../stores/devices-store.ts';
import { useHostStore } from '../stores/host-store.ts';
import { usePlansStore } from '../stores/plans-store.ts';
import { useRunProgressStore } from '../stores/run-progress-store.ts';
import { clearRuns, useRunStore } from '../stores/run-store.ts';
import { useWorkerStore } from '../stores/worker-store.ts';
import { HostFeed } from './host-feed.ts';
import { aHostInfo } from './testing/a-host-info.ts';

let transport: FakeTransport;
let client: HutchClient;
let feed: HostFeed;
let report: ReturnType<typeof vi.fn<(error: unknown) => void>>;

const start = { name: 'start', doc: { uid: 'r1', time: 1 } };
const descriptor = {
  name: 'descriptor',
  doc: {
    uid: 'd1',
    time: 1,
    run_start: 'r1',
    name: 'primary',
    data_keys: { det: { source: 's', dtype: 'number', shape: [] } },
  },
};
const event = (n: number) => ({
  name: 'event',
  doc: { uid: `e${n}`, time: n, descriptor: 'd1', seq_num: n, data: { det: n }, timestamps: {} },
});

const info = (over: Partial<HostInfo> = {}): HostInfo => aHostInfo({ started_at: 1, ...over });

const run = aRunSummary('r1', { task_id: 't1', started_at: 1, ended_at: null, exit_status: null, num_events: {} });

let outputs: Partial<Record<RequestName, unknown>>;

/** Answers every request that has been sent and not yet been answered, until no more come. */
async function answerAll(rounds = 4): Promise<void> {
  for (let round = 0; round < rounds; round += 1) {
    for (const { id, method } of transport.sentOf('request').filter(({ id }) => !answered.has(id))) {
      answered.add(id);
      transport.deliver({ type: 'result', id, output: outputs[method as RequestName] });
    }
    await vi.advanceTimersByTimeAsync(0);
  }
}
const answered = new Set<number>();

function eventsId(): number {
  return transport.sentOf('subscribe').findLast(({ stream }) => stream === 'events')!.id;
}

function stream(seq: number, ...documents: object[]): void {
  const items = documents.map((document) => ({ type: 'document', task_id: 't1', ...document }));
  transport.deliver({ type: 'batch', id: eventsId(), seq, items });
}

beforeEach(() => {
  vi.useFakeTimers();
  answered.clear();
  clearRuns();
  outputs = {
    'host.info': info(),
    'plans.list': [],
    'devices.list': [],
    'tasks.list': { revision: 1, queue: aQueue(), tasks: [] },
    'worker.status': { state: 'RUNNING', since: 1234, task_id: 't1', resumable: true, pause_requested: false },
    'runs.list': [run],
    'runs.documents': { documents: [start, descriptor, event(1)], through_seq: 10, next: null },
  };
  transport = new FakeTransport();
  client = new HutchClient(transport);
  report = vi.fn();
  feed = new HostFeed(client, report);
  feed.start();
});

afterEach(() => {
  feed.stop();
  client.dispose();
  expect(vi.getTimerCount()).toBe(0);
  vi.useRealTimers();
});

test('a console that opens in mid-run shows the run from its beginning, and what comes meanwhile once', async () => {
  transport.accept();
  transport.deliver({ type: 'subscribed', id: eventsId(), seq: 9 });
  stream(11, event(1), event(2));
  expect(useRunStore.getState().run).toBeNull();
  await answerAll();
  expect([...useRunStore.getState().run!.primary!.numbers('det')!]).toEqual([1, 2]);
  expect(useWorkerStore.getState()).toMatchObject({ state: 'RUNNING', taskId: 't1', stateSince: 1234 });
  expect(useHostStore.getState()).toMatchObject({ info: { beamline: 'I22' }, connection: { status: 'connected' } });
});

test('after a gap it fetches a snapshot and misses nothing', async () => {
  transport.accept();
  transport.deliver({ type: 'subscribed', id: eventsId(), seq: 10 });
  await answerAll();
  outputs['runs.documents'] = {
    documents: [start, descriptor, event(1), event(2), event(3)],
    through_seq: 13,
    next: null,
  };
  stream(14, event(4));
  await answerAll();
  expect([...useRunStore.getState().run!.primary!.numbers('det')!]).toEqual([1, 2, 3, 4]);
});

test('another host after a reconnection means other runs', async () => {
  transport.accept();
  transport.deliver({ type: 'subscribed', id: eventsId(), seq: 10 });
  await answerAll();
  transport.lose();
  await vi.advanceTimersByTimeAsync(250);
  outputs['host.info'] = info({ started_at: 2 });
  outputs['runs.list'] = [];
  transport.accept();
  await answerAll();
  expect(useRunStore.getState().run).toBeNull();
  expect(report).not.toHaveBeenCalled();
});

test('the same host after a reconnection goes on with its runs, and old readbacks are not shown as new', async () => {
  transport.accept();
  transport.deliver({ type: 'subscribed', id: eventsId(), seq: 10 });
  await answerAll();
  applyReadbacks([deviceReadback('stage.x')]);
  transport.lose();
  await vi.advanceTimersByTimeAsync(250);
  expect(useDevicesStore.getState().readbacks['stage.x']).toBeDefined();
  transport.accept();
  expect(useDevicesStore.getState().readbacks).toEqual({});
  await answerAll();
  expect(useRunStore.getState().run?.uid).toBe('r1');
});

test('plans and devices that were loaded anew are fetched; the run stays', async () => {
  transport.accept();
  transport.deliver({ type: 'subscribed', id: eventsId(), seq: 10 });
  await answerAll();
  outputs['plans.list'] = [{ name: 'mine', description: '', group: 'Mine', schema: {} }];
  const { id } = transport.sentOf('subscribe').find(({ stream }) => stream === 'host')!;
  transport.deliver({ type: 'batch', id, seq: 1, items: [info({ environment_id: 'b' })] });
  await answerAll();
  expect(usePlansStore.getState().plans).toMatchObject([{ name: 'mine' }]);
  expect(useRunStore.getState().run?.uid).toBe('r1');
  expect(useHostStore.getState().info?.environment_id).toBe('b');
});

test('a long run that has ended is loaded part by part, and holds up nothing', async () => {
  outputs['runs.list'] = [aRunSummary('r1', { num_events: { primary: 3 } })];
  outputs['runs.documents'] = { documents: [start, descriptor, event(1)], through_seq: 10, next: 3 };
  transport.accept();
  transport.deliver({ type: 'subscribed', id: eventsId(), seq: 10 });
  await answerAll(1);
  await answerAll(1);
  expect(useRunProgressStore.getState().byRun).toEqual({ r1: { loaded: 1, total: 3 } });
  stream(
    12,
    { name: 'start', doc: { uid: 'r2', time: 2 } },
    { ...descriptor, doc: { ...descriptor.doc, run_start: 'r2' } },
  );
  expect(useRunStore.getState().run?.uid).toBe('r2');
  outputs['runs.documents'] = { documents: [event(2), event(3)], through_seq: 10, next: null };
  await answerAll();
  expect(useRunStore.getState().run?.uid).toBe('r2');
  expect(useRunProgressStore.getState().byRun).toEqual({});
});

test('a snapshot that cannot be had is reported, and the stream goes on', async () => {
  transport.accept();
  transport.deliver({ type: 'subscribed', id: eventsId(), seq: 0 });
  const { id } = transport.sentOf('request').find(({ method }) => method === 'plans.list')!;
  transport.deliver({ type: 'error', id, error: { code: 'internal', message: 'It broke' } });
  await vi.advanceTimersByTimeAsync(0);
  expect(report).toHaveBeenCalledWith(expect.objectContaining({ message: 'It broke' }));
  stream(2, start, descriptor);
  stream(3, event(1));
  expect(useRunStore.getState().run?.primary?.length).toBe(1);
  feed.stop();
});
