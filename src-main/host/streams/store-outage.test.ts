import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { HutchError } from '#shared/errors.ts';
import { document, publisherSetUp, STATE, turn } from '../testing/publisher-set-up.ts';

const FULL = new HutchError('disk_full', 'The disk is full.');

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  expect(vi.getTimerCount()).toBe(0);
  vi.useRealTimers();
  vi.restoreAllMocks();
});

function fail(why: string): never {
  throw new Error(why);
}

/** Whatever is done between two looks at the clock takes long. */
function slowClock(): void {
  let nowMs = 0;
  vi.spyOn(performance, 'now').mockImplementation(() => {
    nowMs += 20;
    return nowMs;
  });
}

/** A publisher whose store has failed with one document in it; whatever comes now waits. */
async function outage(options: Parameters<typeof publisherSetUp>[0] = {}) {
  const parts = publisherSetUp(options);
  parts.store.failure = FULL;
  parts.publisher.publish(document('start'));
  await turn();
  return parts;
}

describe('a publisher whose store fails', () => {
  it('tries it again after 1 s, then ever more seldom, and every 10 s at last', async () => {
    const { store } = await outage();
    await vi.advanceTimersByTimeAsync(100);
    const tries: number[] = [];
    for (let s = 1; s <= 45; s += 1) {
      const before = store.failed;
      await vi.advanceTimersByTimeAsync(1000);
      if (store.failed > before) tries.push(s);
    }
    expect(tries).toEqual([1, 3, 7, 15, 25, 35, 45]);
    store.failure = undefined;
    await vi.advanceTimersByTimeAsync(10_000);
  });

  it('begins with 1 s again after the store has worked', async () => {
    const { publisher, store } = await outage();
    await vi.advanceTimersByTimeAsync(7500);
    store.failure = undefined;
    await vi.advanceTimersByTimeAsync(8000);
    expect(publisher.trouble).toBeNull();
    store.failure = FULL;
    store.failed = 0;
    publisher.publish(document('event'));
    await vi.advanceTimersByTimeAsync(1100);
    expect(store.failed).toBe(2);
    store.failure = undefined;
    await vi.advanceTimersByTimeAsync(2000);
  });

  it('gives the store nothing more until it works: what is tried again does not grow', async () => {
    const { publisher, store } = await outage();
    for (let n = 0; n < 2000; n += 1) publisher.publish(document('event'));
    await vi.advanceTimersByTimeAsync(20_000);
    expect(store.gathered).toHaveLength(1);
    store.failure = undefined;
    await vi.advanceTimersByTimeAsync(10_100);
  });

  it('writes more a turn than comes in, however much that is, and so is done one day', async () => {
    slowClock();
    const { publisher, store, did } = await outage();
    for (let n = 0; n < 2000; n += 1) publisher.publish(document('event'));
    store.failure = undefined;
    await vi.advanceTimersByTimeAsync(1000);
    let turns = 0;
    const plan = () => {
      if (!publisher.trouble) return;
      turns += 1;
      expect(turns).toBeLessThan(20);
      for (let n = 0; n < 1000; n += 1) publisher.publish(document('event'));
      setImmediate(plan);
    };
    setImmediate(plan);
    await vi.advanceTimersByTimeAsync(100);
    expect(publisher.trouble).toBeNull();
    expect(turns, 'the plan has its turn all the time').toBeGreaterThan(2);
    const told = did.filter((line) => line.startsWith('tell event'));
    expect(told).toHaveLength(2000 + 1000 * turns);
    expect(told.at(-1)).toBe(`tell event#${2001 + 1000 * turns}`);
  });

  it('writes what waits piece by piece, tells each piece when it is stored, and keeps the order and the numbers', async () => {
    slowClock();
    const { publisher, store, did } = await outage();
    for (let n = 0; n < 1200; n += 1) publisher.publish(document('event'));
    store.failure = undefined;
    await vi.advanceTimersByTimeAsync(1000);
    publisher.publish(document('late'));
    publisher.tasksChanged();
    await vi.advanceTimersByTimeAsync(100);
    const commits = did.filter((line) => line.startsWith('commit'));
    expect(commits.map((line) => line.split(' ').length - 1)).toEqual([1, 500, 500, 201]);
    expect(commits.flatMap((line) => line.split(' ').slice(1)).map((name) => Number(name.split('#')[1]))).toEqual(
      Array.from({ length: 1202 }, (_, n) => n + 1),
    );
    const told = did.filter((line) => line.startsWith('tell ') && line !== 'tell tasks');
    expect(told).toHaveLength(1202);
    expect(told.at(-1)).toBe('tell late#1202');
    expect(did.indexOf('tell event#2')).toBeLessThan(did.indexOf(commits[2] ?? ''));
    expect(did.at(-1)).toBe('tell tasks');
  });

  it('says what is true while it is being written: the store works, and nothing new is safe yet', async () => {
    slowClock();
    const { publisher, store, troubles } = await outage();
    for (let n = 0; n < 1200; n += 1) publisher.publish(document('event'));
    store.failure = undefined;
    let refused: unknown;
    setTimeout(() => setImmediate(() => void publisher.durable().catch((thrown) => (refused = thrown))), 1000);
    await vi.advanceTimersByTimeAsync(1100);
    expect(refused).toMatchObject({ code: 'unavailable', message: expect.stringContaining('works again') });
    expect(troubles).toEqual(['The disk is full.', expect.stringContaining('works again'), null]);
  });

  it('says no longer that the store fails when only the disk has still to confirm', async () => {
    const { publisher, store, troubles } = publisherSetUp();
    const { sync } = store;
    store.sync = () => Promise.reject(new HutchError('store_failed', 'The disk has an error.'));
    await publisher.durable().catch(() => undefined);
    store.sync = sync;
    store.failure = FULL;
    publisher.publish(document('event'));
    await vi.advanceTimersByTimeAsync(10);
    expect(troubles).toEqual(['The disk has an error.', 'The disk is full.']);
    store.failure = undefined;
    await vi.advanceTimersByTimeAsync(1000);
    expect(troubles.slice(2)).toEqual(['The disk has an error.']);
    store.synced?.();
    await turn();
    expect(troubles.slice(3)).toEqual([null]);
  });

  it('stops where the store fails again, and goes on from there', async () => {
    const { publisher, store, did, troubles } = await outage();
    for (let n = 0; n < 1200; n += 1) publisher.publish(document('event'));
    const { commit } = store;
    let room = 2;
    store.commit = function (this: typeof store) {
      this.failure = room > 0 ? undefined : FULL;
      room -= 1;
      commit.call(this);
    };
    await vi.advanceTimersByTimeAsync(1100);
    expect(did.filter((line) => line.startsWith('tell'))).toHaveLength(501);
    expect(publisher.commit()).toBe(false);
    expect(troubles, 'it was in trouble all the time').toEqual(['The disk is full.']);
    room = Number.POSITIVE_INFINITY;
    await vi.advanceTimersByTimeAsync(1100);
    expect(did.filter((line) => line.startsWith('tell event'))).toHaveLength(1200);
    expect(new Set(did.filter((line) => line.startsWith('tell event'))).size).toBe(1200);
    expect(troubles).toEqual(['The disk is full.', null]);
  });

  it('tells of the end of a run that waited when the disk has it', async () => {
    const { publisher, store, did } = await outage();
    publisher.publish(document('stop'));
    publisher.publish(STATE);
    store.failure = undefined;
    await vi.advanceTimersByTimeAsync(1100);
    expect(did).toEqual(['commit start#1', 'tell start#1', 'commit stop#2', 'sync']);
    store.synced?.();
    await turn();
    expect(did.slice(4)).toEqual(['tell stop#2', 'tell worker#3', 'tell tasks']);
  });

  it.each([
    ['by number', { events: 3, bytes: 1e9 }, { uid: 'e' }],
    ['by bytes', { events: 1e9, bytes: 2000 }, { uid: 'e', data: { frame: new Uint8Array(400) } }],
  ])('says once when too much waits, %s, and when all of it is written', async (_how, backlogLimit, doc) => {
    const { publisher, store, backlogs, did } = await outage({ backlogLimit });
    for (let n = 0; n < 3; n += 1) publisher.publish(document('event', doc));
    expect(backlogs).toEqual([]);
    for (let n = 0; n < 3; n += 1) publisher.publish(document('event', doc));
    await vi.advanceTimersByTimeAsync(5000);
    expect(backlogs, 'what comes in spite of that is kept as well').toEqual([true]);
    store.failure = undefined;
    await vi.advanceTimersByTimeAsync(10_000);
    expect(backlogs).toEqual([true, false]);
    expect(did.filter((line) => line.startsWith('tell event'))).toHaveLength(6);
  });

  it('keeps a document as it was: a detector may fill its buffer again', async () => {
    const { publisher, store } = await outage();
    const frame = Buffer.from([1, 2, 3]);
    const doc = { uid: 'e', data: { frame, row: [1, 2], at: { toJSON: () => 'noon' } } };
    publisher.publish(document('event', doc));
    frame.fill(9);
    doc.data.row[0] = 9;
    const appended = vi.spyOn(store, 'append');
    store.failure = undefined;
    await vi.advanceTimersByTimeAsync(1100);
    const data = appended.mock.calls[0]?.[0].doc.data as { frame: Uint8Array; row: number[]; at: unknown };
    expect([[...data.frame], data.row, data.at]).toEqual([[1, 2, 3], [1, 2], 'noon']);
  });

  it('leaves one that cannot be copied to the store, which refuses it, and fails no plan over it', async () => {
    const { publisher, store, did } = await outage();
    const endless: Record<string, unknown> = { uid: 'e' };
    endless.self = endless;
    const mute = { uid: 'e', at: { toJSON: () => fail('it is not said') } };
    for (const doc of [endless, mute, { uid: 'e' }]) publisher.publish(document('event', doc));
    const appended = vi.spyOn(store, 'append');
    store.failure = undefined;
    await vi.advanceTimersByTimeAsync(1100);
    expect(appended.mock.calls.map(([{ doc }]) => doc)).toEqual([endless, mute, { uid: 'e' }]);
    expect(did).toEqual(expect.arrayContaining(['tell event#2', 'tell event#3', 'tell event#4']));
  });

  it('is tried at once for a person who asks, but not more often than once a second', async () => {
    const { publisher, store, did } = await outage();
    publisher.publish(document('event'));
    await vi.advanceTimersByTimeAsync(3500);
    store.failed = 0;
    expect(publisher.retryNow(), 'it was tried half a second ago').toBe(false);
    expect(store.failed).toBe(0);
    await vi.advanceTimersByTimeAsync(1000);
    expect(publisher.retryNow()).toBe(false);
    expect(store.failed).toBe(1);
    store.failure = undefined;
    await vi.advanceTimersByTimeAsync(1000);
    expect(publisher.retryNow()).toBe(true);
    expect(did.slice(0, 3)).toEqual(['commit start#1', 'tell start#1', 'commit event#2']);
    await turn();
    expect(did.at(-2)).toBe('tell event#2');
  });

  it('marks what is looked at as not stored, until all is', async () => {
    const { publisher, store } = await outage();
    expect(publisher.told({ state: 'waiting' })).toEqual({ state: 'waiting', unstored: true });
    store.failure = undefined;
    await vi.advanceTimersByTimeAsync(1100);
    expect(publisher.told({ state: 'waiting' })).toEqual({ state: 'waiting' });
  });

  it('stores at the end all that waited, or says how much is lost', async () => {
    const works = await outage();
    for (let n = 0; n < 1200; n += 1) works.publisher.publish(document('event'));
    works.store.failure = undefined;
    const closing = works.publisher.close();
    await turn();
    works.store.synced?.();
    await closing;
    expect(works.did.filter((line) => line.startsWith('tell event'))).toHaveLength(1200);
    const fails = await outage();
    for (let n = 0; n < 1200; n += 1) fails.publisher.publish(document('event'));
    await fails.publisher.close();
    expect(fails.log.recent().at(-1)?.message).toContain('The last 1201 events are not stored');
  });
});
