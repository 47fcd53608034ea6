import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { HostFrame, REQUESTS, STREAMS } from '#shared/contract/index.ts';
import { startHost, type TestHost } from '../testing/start-host.ts';
import { ClientSession } from './client-session.ts';

let current: TestHost;
let session: ClientSession;

beforeAll(async () => {
  current = await startHost({ speed: 1000 });
  session = new ClientSession(current.api, () => undefined);
});
afterAll(async () => {
  session.dispose();
  await current.host.dispose();
});

/** Requests that are nearly right: names that exist, or nearly so, and inputs of the right keys with any values. */
const method = fc.oneof(
  fc.constantFrom(...Object.keys(REQUESTS)),
  fc.string(),
  fc.constantFrom('__proto__', 'toString'),
);
const name = fc.constantFrom('count', 'scan', 'sleep', 'stage.x', 'det', 'stage', 'nobody', '', '.', '__proto__');
const input = fc.oneof(
  fc.jsonValue(),
  fc.record({ name, params: fc.dictionary(fc.constantFrom('num', 'detectors', 'axes', 'q'), fc.jsonValue()) }),
  fc.record({ name, value: fc.jsonValue() }, { requiredKeys: [] }),
);
const frame = fc.oneof(
  fc.anything(),
  fc.record({ type: fc.constant('request'), id: fc.integer(), method, input }),
  fc.record({
    type: fc.constantFrom('subscribe', 'unsubscribe'),
    id: fc.integer({ min: 0, max: 20 }),
    stream: fc.oneof(fc.constantFrom(...Object.keys(STREAMS)), fc.string()),
    params: fc.oneof(fc.constant({}), fc.jsonValue()),
  }),
);

describe('any frame at all', () => {
  it('is answered by a frame of the contract, and never by a fault of ours', async () => {
    await fc.assert(
      fc.asyncProperty(frame, async (asked) => {
        const reply = await session.handle(asked);
        if (reply === undefined) return;
        HostFrame.parse(reply);
        if (reply.type === 'error') expect(reply.error.code, reply.error.message).not.toBe('internal');
      }),
      { numRuns: 500, seed: 20261122 },
    );
  }, 60_000);
});
