import { describe, expect, it } from 'vitest';
import { FakeHostApi } from '../testing/fake-host-api.ts';
import { onePlanApi } from './one-plan-api.ts';

describe('the api of a Hutch that runs one plan', () => {
  it('lets others look, pause and end', async () => {
    const api = new FakeHostApi();
    const others = onePlanApi(api);
    await others.request('worker.status', {});
    await others.request('worker.abort', { reason: 'wrong sample' });
    others.subscribe('events', {}, () => undefined).dispose();
    expect(api.asked).toEqual(['worker.status', 'worker.abort']);
  });

  it('takes nothing that would wait when it ends', async () => {
    const api = new FakeHostApi();
    const added = onePlanApi(api).request('queue.add', { items: [{ name: 'count' }], revision: 0 });
    await expect(added).rejects.toMatchObject({ code: 'not_allowed', message: expect.stringContaining('hutch serve') });
    expect(api.asked).toEqual([]);
  });

  it('takes no settings of a queue that it does not have, and never refuses a stop', async () => {
    const api = new FakeHostApi();
    const others = onePlanApi(api);
    await expect(others.request('queue.set', { loop: true, revision: 0 })).rejects.toMatchObject({
      code: 'not_allowed',
    });
    await expect(others.request('queue.start', { revision: 0 })).rejects.toMatchObject({ code: 'not_allowed' });
    await others.request('queue.stop', {});
    expect(api.asked).toEqual(['queue.stop']);
  });
});
