import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { HostEvent, HostFrame, StreamName } from '#shared/contract/index.ts';
import { HutchError } from '#shared/errors.ts';
import type { HostApi } from '../api/host-api.ts';
import { ClientSession, type ClientSessionOptions } from './client-session.ts';
import { StreamChannel } from './stream-channel.ts';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  expect(vi.getTimerCount()).toBe(0);
  vi.useRealTimers();
});

function event(task_id: string): HostEvent {
  return { type: 'document', name: 'event', doc: {}, task_id };
}

/** A session with an api that answers every request with its method, and a channel behind `events`. */
function setUp(options?: ClientSessionOptions) {
  const events = new StreamChannel<HostEvent>();
  let listeners = 0;
  const api: HostApi = {
    request: async (method) => {
      if (method === 'plans.get') throw new HutchError('unknown_plan', 'There is no plan "x".');
      return method as never;
    },
    subscribe: (stream, _params, sink) => {
      if ((stream as StreamName) !== 'events')
        throw new HutchError('unknown_method', `There is no stream "${stream}".`);
      const stop = events.listen((item, seq) => sink({ seq, items: [item as never] }));
      listeners += 1;
      return {
        seq: events.seq,
        dispose: () => {
          listeners -= 1;
          stop();
        },
      };
    },
  };
  const frames: HostFrame[] = [];
  const session = new ClientSession(api, (frame) => frames.push(frame), options);
  return { events, frames, session, listeners: () => listeners };
}

describe('ClientSession', () => {
  it('answers a request with its result, under its id', async () => {
    const { session } = setUp();
    const reply = await session.handle({ type: 'request', id: 7, method: 'host.info', input: {} });
    expect(reply).toEqual({ type: 'result', id: 7, output: 'host.info' });
  });

  it('answers a request that is refused with the plain error, without a trace', async () => {
    const { session } = setUp();
    const reply = await session.handle({ type: 'request', id: 1, method: 'plans.get', input: { name: 'x' } });
    expect(reply).toEqual({ type: 'error', id: 1, error: { code: 'unknown_plan', message: 'There is no plan "x".' } });
  });

  it.each([[undefined], [null], ['text'], [[]], [{ type: 'request' }], [{ type: 'nonsense', id: 3 }], [{ id: 1.5 }]])(
    'answers the malformed frame %j with bad_request',
    async (frame) => {
      const { session } = setUp();
      const id = typeof frame === 'object' && frame && 'id' in frame && frame.id === 3 ? 3 : null;
      expect(await session.handle(frame)).toMatchObject({ type: 'error', id, error: { code: 'bad_request' } });
    },
  );

  it('gathers stream items and sends one numbered batch after 16 ms', async () => {
    const { events, frames, session } = setUp();
    events.publish(event('before'));
    const reply = await session.handle({ type: 'subscribe', id: 4, stream: 'events', params: {} });
    expect(reply).toEqual({ type: 'subscribed', id: 4, seq: 1 });
    for (const id of ['a', 'b', 'c']) events.publish(event(id));
    await vi.advanceTimersByTimeAsync(15);
    expect(frames).toEqual([]);
    await vi.advanceTimersByTimeAsync(1);
    expect(frames).toEqual([{ type: 'batch', id: 4, seq: 4, items: [event('a'), event('b'), event('c')] }]);
    session.dispose();
  });

  it('sends a big backlog in slices, and a reply between two of them', async () => {
    const { events, frames, session } = setUp({ slice: { items: 10, weight: 1000 } });
    await session.receive({ type: 'subscribe', id: 1, stream: 'events', params: {} });
    for (let i = 0; i < 25; i += 1) events.publish(event(String(i)));
    await vi.advanceTimersByTimeAsync(16);
    await session.receive({ type: 'request', id: 2, method: 'worker.status', input: {} });
    await vi.advanceTimersByTimeAsync(40);
    expect(frames.map((frame) => (frame.type === 'batch' ? frame.seq : frame.type))).toEqual([
      'subscribed',
      10,
      'result',
      20,
      25,
    ]);
  });

  it('holds stream items, and no reply, while the transport is full', async () => {
    let full = true;
    const { events, frames, session } = setUp({ congested: () => full });
    await session.receive({ type: 'subscribe', id: 1, stream: 'events', params: {} });
    events.publish(event('a'));
    await vi.advanceTimersByTimeAsync(100);
    await session.receive({ type: 'request', id: 2, method: 'worker.status', input: {} });
    expect(frames.map(({ type }) => type)).toEqual(['subscribed', 'result']);
    full = false;
    await vi.advanceTimersByTimeAsync(16);
    expect(frames.at(-1)).toMatchObject({ type: 'batch', seq: 1 });
  });

  it('sends nothing of a subscription that was ended, and refuses its id while it stands', async () => {
    const { events, frames, session, listeners } = setUp();
    await session.handle({ type: 'subscribe', id: 1, stream: 'events', params: {} });
    expect(await session.handle({ type: 'subscribe', id: 1, stream: 'events', params: {} })).toMatchObject({
      type: 'error',
      error: { code: 'bad_request' },
    });
    events.publish(event('a'));
    expect(await session.handle({ type: 'unsubscribe', id: 1 })).toBeUndefined();
    await vi.advanceTimersByTimeAsync(100);
    expect(frames).toEqual([]);
    expect(listeners()).toBe(0);
  });

  it('tells a client what it cannot carry to it, and ends that subscription alone', async () => {
    const { events, frames, session, listeners } = setUp();
    await session.receive({ type: 'subscribe', id: 1, stream: 'events', params: {} });
    const push = frames.push.bind(frames);
    frames.push = (frame) => {
      if (frame.type === 'batch') throw new TypeError('Do not know how to serialize a BigInt');
      return push(frame);
    };
    events.publish(event('a'));
    await vi.advanceTimersByTimeAsync(16);
    expect(frames.at(-1)).toMatchObject({
      type: 'error',
      id: 1,
      error: { message: expect.stringContaining('BigInt') },
    });
    expect(listeners()).toBe(0);
  });

  it('ends when nothing goes through any more', async () => {
    const { events, frames, session, listeners } = setUp();
    await session.receive({ type: 'subscribe', id: 1, stream: 'events', params: {} });
    frames.push = () => {
      throw new Error('closed');
    };
    events.publish(event('a'));
    await vi.advanceTimersByTimeAsync(16);
    expect(listeners()).toBe(0);
  });

  it('refuses an unknown stream', async () => {
    const { session } = setUp();
    const reply = await session.handle({ type: 'subscribe', id: 1, stream: 'gossip', params: {} });
    expect(reply).toMatchObject({ type: 'error', id: 1, error: { code: 'unknown_method' } });
  });

  it('leaves nothing behind when it is disposed of, twice', async () => {
    const { events, frames, session, listeners } = setUp();
    await session.handle({ type: 'subscribe', id: 1, stream: 'events', params: {} });
    events.publish(event('a'));
    session.dispose();
    session.dispose();
    await vi.advanceTimersByTimeAsync(100);
    expect(frames).toEqual([]);
    expect(listeners()).toBe(0);
    await session.receive({ type: 'request', id: 2, method: 'worker.status', input: {} });
    expect(frames).toEqual([]);
  });
});
