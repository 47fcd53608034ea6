import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { HutchError } from '#shared/errors.ts';
import { document, STATE, publisherSetUp as setUp, turn } from '../testing/publisher-set-up.ts';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  expect(vi.getTimerCount()).toBe(0);
  vi.useRealTimers();
});

describe('DurablePublisher', () => {
  it('commits what happened in one turn together, and tells it afterwards, in order', async () => {
    const { publisher, did } = setUp();
    for (const name of ['start', 'descriptor', 'event']) publisher.publish(document(name));
    publisher.publish(STATE);
    publisher.tasksChanged();
    expect(did).toEqual([]);
    await turn();
    expect(did).toEqual([
      'commit start#1 descriptor#2 event#3',
      'tell start#1',
      'tell descriptor#2',
      'tell event#3',
      'tell worker#4',
      'tell tasks',
    ]);
    publisher.publish(document('event'));
    await turn();
    expect(did.slice(6)).toEqual(['commit event#5', 'tell event#5']);
  });

  it('tells of the end of a run when the disk has it; what comes meanwhile is stored and waits behind', async () => {
    const { publisher, store, did } = setUp();
    publisher.publish(document('event'));
    publisher.publish(document('stop'));
    await turn();
    expect(did).toEqual(['commit event#1 stop#2', 'sync']);
    publisher.publish(STATE);
    publisher.tasksChanged();
    await turn();
    expect(did).toHaveLength(2);
    store.synced?.();
    await turn();
    expect(did.slice(2, 5)).toEqual(['tell event#1', 'tell stop#2', 'tell tasks']);
    await turn();
    expect(did.slice(5)).toEqual(['tell worker#3']);
  });

  it('tells nothing while the store fails, tries again, and then tells everything once', async () => {
    const { publisher, store, did, troubles } = setUp();
    store.failure = new HutchError('disk_full', 'The disk is full.');
    publisher.publish(document('start'));
    publisher.publish(document('stop'));
    await turn();
    publisher.publish(STATE);
    await vi.advanceTimersByTimeAsync(2500);
    expect(did).toEqual([]);
    expect(troubles).toEqual(['The disk is full.']);
    expect(publisher.trouble).toMatchObject({ code: 'disk_full' });
    store.failure = undefined;
    await vi.advanceTimersByTimeAsync(1000);
    expect(troubles).toEqual(['The disk is full.', null]);
    store.synced?.();
    await turn();
    await turn();
    expect(did).toEqual([
      'commit start#1 stop#2',
      'sync',
      'tell start#1',
      'tell stop#2',
      'tell tasks',
      'tell worker#3',
    ]);
  });

  it('makes what has happened safe before a write is answered', async () => {
    const { publisher, store, did } = setUp();
    publisher.publish(document('start'));
    const durable = publisher.durable().then(() => did.push('answer'));
    expect(did).toEqual(['commit start#1', 'sync']);
    store.synced?.();
    await durable;
    await turn();
    expect(did).toEqual(['commit start#1', 'sync', 'answer', 'tell start#1']);
    store.failure = new HutchError('store_failed', 'It cannot be written.');
    await expect(publisher.durable()).rejects.toMatchObject({ code: 'store_failed' });
    store.failure = undefined;
    expect(publisher.commit(), 'only the retry asks a store that fails').toBe(false);
    await vi.advanceTimersByTimeAsync(1100);
    expect(publisher.trouble).toBeNull();
  });

  it('tells of tasks as they are only when that is stored', async () => {
    const { publisher, store, did } = setUp();
    publisher.publish(document('stop'));
    await turn();
    store.failure = new HutchError('disk_full', 'The disk is full.');
    publisher.tasksChanged();
    store.synced?.();
    await turn();
    expect(did).not.toContain('tell tasks');
    store.failure = undefined;
    await vi.advanceTimersByTimeAsync(1100);
    expect(did.at(-1)).toBe('tell tasks');
  });

  it('asks a disk again that did not confirm, and says so until it has', async () => {
    const { publisher, store, did, troubles } = setUp();
    const answer = store.sync;
    store.sync = () => Promise.reject(new HutchError('store_failed', 'The disk has an error.'));
    await expect(publisher.durable()).rejects.toMatchObject({ code: 'store_failed' });
    publisher.publish(STATE);
    await turn();
    expect(did, 'what is committed is told').toEqual(['tell worker#1']);
    await vi.advanceTimersByTimeAsync(2500);
    expect(troubles).toEqual(['The disk has an error.']);
    store.sync = answer;
    await vi.advanceTimersByTimeAsync(1000);
    store.synced?.();
    await turn();
    expect(troubles).toEqual(['The disk has an error.', null]);
  });

  it('is held up by no disk that never answers', async () => {
    const { publisher, did, troubles } = setUp();
    publisher.publish(document('stop'));
    await turn();
    publisher.publish(document('start'));
    await turn();
    expect(did.at(-1), 'what comes meanwhile is committed').toBe('commit start#2');
    await vi.advanceTimersByTimeAsync(5000);
    expect(troubles).toEqual([expect.stringContaining('does not answer')]);
    expect(did).toContain('tell stop#1');
    await vi.advanceTimersByTimeAsync(10);
    expect(did.at(-1)).toBe('tell start#2');
    const closing = publisher.close();
    await vi.advanceTimersByTimeAsync(10_000);
    await closing;
  });

  it('tells a document that the store refuses, and says so in the log', async () => {
    const { publisher, store, did, log } = setUp();
    store.refusal = new HutchError('internal', 'It belongs to no run.');
    publisher.publish(document('event'));
    await turn();
    expect(did).toEqual(['tell event#1']);
    expect(log.recent()).toMatchObject([{ level: 'error', message: expect.stringContaining('belongs to no run') }]);
  });

  it('stores and tells what is left when it is closed, after the end of the run before it', async () => {
    const { publisher, store, did } = setUp();
    publisher.publish(document('stop'));
    await turn();
    publisher.publish(STATE);
    const closing = publisher.close();
    store.synced?.();
    await turn();
    store.synced?.();
    await closing;
    await publisher.close();
    expect(did).toEqual(['commit stop#1', 'sync', 'tell stop#1', 'sync', 'tell worker#2']);
  });

  it('gives up, with a line in the log, what cannot be stored at the end', async () => {
    const { publisher, store, did, log } = setUp();
    store.failure = new HutchError('disk_full', 'The disk is full.');
    publisher.publish(document('event'));
    await publisher.close();
    expect(did).toEqual([]);
    expect(log.recent().at(-1)?.message).toContain('The last 1 events are not stored');
  });
});
