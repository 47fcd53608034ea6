import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { HutchClient } from './hutch-client.ts';
import { FakeTransport } from './testing/fake-transport.ts';

let transport: FakeTransport;
let client: HutchClient;

beforeEach(() => {
  vi.useFakeTimers();
  transport = new FakeTransport();
  client = new HutchClient(transport);
});

afterEach(() => {
  client.dispose();
  expect(vi.getTimerCount()).toBe(0);
  vi.useRealTimers();
});

function connect(): void {
  client.connect();
  transport.accept();
}

describe('request', () => {
  test('resolves with the output of the frame that answers it', async () => {
    connect();
    const answer = client.request('worker.status', {});
    const [frame] = transport.sentOf('request');
    expect(frame).toMatchObject({ method: 'worker.status', input: {} });
    transport.deliver({ type: 'result', id: frame!.id, output: { state: 'IDLE' } });
    await expect(answer).resolves.toEqual({ state: 'IDLE' });
  });

  test('rejects with the error of the host, issues included', async () => {
    connect();
    const answer = client.request('tasks.check', { name: 'scan', params: {} });
    const issues = [{ path: 'params.num', code: 'invalid_params' as const, message: 'num is missing' }];
    const id = transport.sentOf('request')[0]!.id;
    transport.deliver({ type: 'error', id, error: { code: 'invalid_params', message: 'wrong', issues } });
    await expect(answer).rejects.toMatchObject({ code: 'invalid_params', issues });
  });

  test('is refused at once without a connection', async () => {
    await expect(client.request('host.info', {})).rejects.toMatchObject({ code: 'unavailable' });
    expect(transport.sent).toEqual([]);
  });

  test('gives up after its time limit', async () => {
    connect();
    const answer = client.request('host.info', {}, { timeoutMs: 2_000 });
    const failure = expect(answer).rejects.toMatchObject({ code: 'timeout', message: expect.stringContaining('2 s') });
    vi.advanceTimersByTime(2_000);
    await failure;
  });

  test('is given up by its signal', async () => {
    connect();
    const giveUp = new AbortController();
    const answer = client.request('host.info', {}, { signal: giveUp.signal });
    giveUp.abort();
    await expect(answer).rejects.toMatchObject({ code: 'cancelled' });
  });

  test('fails when the connection is lost before the answer, saying that nobody knows what became of it', async () => {
    connect();
    const answer = client.request('worker.abort', { reason: '' });
    transport.lose('Hutch at x does not answer');
    await expect(answer).rejects.toMatchObject({
      code: 'unavailable',
      message: expect.stringMatching(/does not answer.*worker\.abort.*not known/),
    });
  });

  test('ignores frames that are no frames', () => {
    connect();
    expect(() => transport.deliver({ nonsense: true } as never)).not.toThrow();
  });
});

describe('connection', () => {
  test('is tried again with growing pauses, and tells since when it is lost', () => {
    const seen: string[] = [];
    client.onConnection((connection) => seen.push(connection.status));
    connect();
    transport.lose();
    expect(client.connection).toMatchObject({ status: 'lost', attempt: 1 });
    vi.advanceTimersByTime(250);
    expect(transport.openCount).toBe(2);
    transport.lose();
    vi.advanceTimersByTime(499);
    expect(transport.openCount).toBe(2);
    vi.advanceTimersByTime(1);
    expect(transport.openCount).toBe(3);
    transport.accept();
    expect(seen).toEqual(['connecting', 'connected', 'lost', 'lost', 'connected']);
  });

  test('can be tried again at once', () => {
    connect();
    transport.lose();
    client.retryNow();
    expect(transport.openCount).toBe(2);
    vi.advanceTimersByTime(60_000);
    expect(transport.openCount).toBe(2);
  });

  test('opens once, however often it is asked to', () => {
    client.connect();
    client.connect();
    expect(transport.openCount).toBe(1);
  });

  test('ends for good when disposed of, twice if need be', () => {
    connect();
    client.dispose();
    client.dispose();
    expect(transport.isClosed).toBe(true);
    expect(client.connection).toEqual({ status: 'closed' });
  });
});

describe('silence', () => {
  const answerLast = () =>
    transport.deliver({ type: 'result', id: transport.sentOf('request').at(-1)!.id, output: {} });

  test('of a host that has gone without a word is a lost connection, and requests end', async () => {
    connect();
    const answer = client.request('tasks.list', {});
    const failure = expect(answer).rejects.toMatchObject({ code: 'unavailable' });
    vi.advanceTimersByTime(10_000);
    expect(client.connection).toMatchObject({ status: 'lost', reason: 'Hutch does not answer' });
    expect(transport.isClosed).toBe(true);
    await failure;
  });

  test('is no connection until the host has said something again', () => {
    connect();
    const onBatch = vi.fn();
    client.subscribe('log', {}, onBatch);
    const old = transport.sentOf('subscribe')[0]!.id;
    vi.advanceTimersByTime(10_250);
    transport.accept();
    expect(client.connection.status).toBe('lost');
    answerLast();
    expect(client.connection.status).toBe('connected');
    expect(transport.sentOf('unsubscribe')).toEqual([{ type: 'unsubscribe', id: old }]);
    expect(transport.sentOf('subscribe')).toHaveLength(2);
  });

  test('is not what a quiet host is that answers when it is asked', () => {
    connect();
    vi.advanceTimersByTime(4_000);
    answerLast();
    vi.advanceTimersByTime(3_000);
    expect(client.connection.status).toBe('connected');
  });
});

describe('subscribe', () => {
  const event = (n: number) => ({ type: 'progress', task_id: String(n), statuses: {} });

  function subscribeToEvents() {
    const onBatch = vi.fn();
    const onGap = vi.fn();
    const end = client.subscribe('events', {}, onBatch, onGap);
    return { onBatch, onGap, end };
  }

  test('delivers batches that follow each other without a gap', () => {
    connect();
    const { onBatch, onGap } = subscribeToEvents();
    const { id } = transport.sentOf('subscribe')[0]!;
    transport.deliver({ type: 'subscribed', id, seq: 10 });
    transport.deliver({ type: 'batch', id, seq: 12, items: [event(11), event(12)] });
    transport.deliver({ type: 'batch', id, seq: 13, items: [event(13)] });
    expect(onBatch.mock.calls.map(([batch]) => batch.seq)).toEqual([12, 13]);
    expect(onGap).not.toHaveBeenCalled();
  });

  test('tells of a gap before the batch that shows it', () => {
    connect();
    const order: string[] = [];
    client.subscribe(
      'events',
      {},
      () => order.push('batch'),
      () => order.push('gap'),
    );
    const { id } = transport.sentOf('subscribe')[0]!;
    transport.deliver({ type: 'subscribed', id, seq: 0 });
    transport.deliver({ type: 'batch', id, seq: 5, items: [event(5)] });
    expect(order).toEqual(['gap', 'batch']);
  });

  test('does not deliver an item twice', () => {
    connect();
    const { onBatch } = subscribeToEvents();
    const { id } = transport.sentOf('subscribe')[0]!;
    transport.deliver({ type: 'subscribed', id, seq: 0 });
    transport.deliver({ type: 'batch', id, seq: 2, items: [event(1), event(2)] });
    transport.deliver({ type: 'batch', id, seq: 3, items: [event(2), event(3)] });
    expect(onBatch.mock.calls[1]![0].items).toEqual([event(3)]);
  });

  test('does not look for gaps in a stream whose latest value wins', () => {
    connect();
    const onGap = vi.fn();
    client.subscribe('tasks', {}, vi.fn(), onGap);
    const { id } = transport.sentOf('subscribe')[0]!;
    transport.deliver({ type: 'subscribed', id, seq: 0 });
    transport.deliver({ type: 'batch', id, seq: 9, items: [{}] });
    expect(onGap).not.toHaveBeenCalled();
  });

  test('is renewed under a new number after a lost connection, which counts as a gap', () => {
    connect();
    const { onBatch, onGap } = subscribeToEvents();
    const first = transport.sentOf('subscribe')[0]!;
    transport.deliver({ type: 'subscribed', id: first.id, seq: 0 });
    transport.lose();
    vi.advanceTimersByTime(250);
    transport.accept();
    const second = transport.sentOf('subscribe')[1]!;
    expect(second.id).not.toBe(first.id);
    transport.deliver({ type: 'subscribed', id: second.id, seq: 40 });
    expect(onGap).toHaveBeenCalledTimes(1);
    transport.deliver({ type: 'batch', id: first.id, seq: 1, items: [event(1)] });
    expect(onBatch).not.toHaveBeenCalled();
  });

  test('ends when told so', () => {
    connect();
    const { onBatch, end } = subscribeToEvents();
    const { id } = transport.sentOf('subscribe')[0]!;
    end();
    expect(transport.sentOf('unsubscribe')).toEqual([{ type: 'unsubscribe', id }]);
    transport.deliver({ type: 'batch', id, seq: 1, items: [event(1)] });
    expect(onBatch).not.toHaveBeenCalled();
  });

  test('made while the connection is being announced is sent once', () => {
    client.onConnection(({ status }) => {
      if (status === 'connected') client.subscribe('log', {}, vi.fn());
    });
    connect();
    expect(transport.sentOf('subscribe')).toHaveLength(1);
  });

  test('that the host refuses says why', () => {
    connect();
    const onError = vi.fn();
    client.subscribe('readings', { devices: ['nope'] }, vi.fn(), undefined, onError);
    const { id } = transport.sentOf('subscribe')[0]!;
    transport.deliver({ type: 'error', id, error: { code: 'unknown_device', message: 'nope cannot be found' } });
    expect(onError).toHaveBeenCalledWith(expect.objectContaining({ code: 'unknown_device' }));
  });
});
