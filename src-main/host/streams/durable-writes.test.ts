import { describe, expect, it, vi } from 'vitest';
import { HutchError } from '#shared/errors.ts';
import type { DurablePublisher } from './durable-publisher.ts';
import { durableWrites } from './durable-writes.ts';

const FULL = new HutchError('disk_full', 'The disk is full.');

interface Given {
  failure?: HutchError;
  trouble?: HutchError | null;
  /** The store works when it is tried once more. */
  roomIsMade?: boolean;
}

/** Handlers behind a publisher whose store fails with `failure` when it comes to it, or has failed before. */
function setUp({ failure, trouble = null, roomIsMade = false }: Given) {
  const did: string[] = [];
  const publisher = {
    trouble,
    retryNow: () => trouble === null || roomIsMade,
    durable: async () => {
      did.push('durable');
      if (failure) throw failure;
    },
  } as unknown as DurablePublisher;
  const handler = vi.fn(() => did.push('write'));
  return { did, handler, handlers: durableWrites({ 'queue.clear': handler, 'queue.stop': handler }, publisher) };
}

describe('a write to the queue', () => {
  it('is answered when what it did is safe', async () => {
    const { did, handlers } = setUp({});
    await handlers['queue.clear']();
    expect(did).toEqual(['write', 'durable']);
  });

  it('is refused before anything is done while the store takes nothing; a stop never is', async () => {
    const { handler, handlers } = setUp({ trouble: FULL, failure: FULL });
    await expect(handlers['queue.clear']()).rejects.toBe(FULL);
    expect(handler).not.toHaveBeenCalled();
    await handlers['queue.stop']();
    expect(handler).toHaveBeenCalledTimes(1);
  });

  it('is done after all when room has been made meanwhile', async () => {
    const { did, handlers } = setUp({ trouble: FULL, roomIsMade: true });
    await handlers['queue.clear']();
    expect(did).toEqual(['write', 'durable']);
  });

  it('says so when it is done and could not be kept', async () => {
    const { handlers } = setUp({ failure: FULL });
    await expect(handlers['queue.clear']()).rejects.toMatchObject({
      code: 'disk_full',
      message: 'It is done, but not safe on disk yet: The disk is full. It is tried again.',
    });
  });
});
