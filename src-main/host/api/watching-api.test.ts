import { describe, expect, it } from 'vitest';
import { REQUESTS, type RequestName } from '#shared/contract/index.ts';
import type { HostApi } from './host-api.ts';
import { watchingApi } from './watching-api.ts';

const asked: string[] = [];
const api = watchingApi({
  request: async (method: string) => {
    asked.push(method);
    return { watching: false };
  },
  subscribe: (_stream: string, _params: unknown, sink: (batch: unknown) => void) => {
    sink({ seq: 1, items: [{ watching: false }] });
    return { seq: 0, dispose: () => undefined };
  },
} as unknown as HostApi);

const WRITES =
  /\.(set|stop|connect|retry|fault|clear|submit|cancel|pause|resume|abort|halt|delete|continue|reload|dismiss)$|^queue\.(?!export|check_table)|^lists\.(?!list$)/;

describe('a console that watches', () => {
  it.each((Object.keys(REQUESTS) as RequestName[]).map((method) => [method, !WRITES.test(method)] as const))(
    'asks for %s: %j',
    async (method, allowed) => {
      asked.length = 0;
      const answer = api.request(method, {} as never);
      if (allowed) await answer;
      else
        await expect(answer).rejects.toMatchObject({ code: 'not_allowed', message: expect.stringContaining(method) });
      expect(asked).toEqual(allowed ? [method] : []);
    },
  );

  it('says that it watches, and is told of what is no request as ever', async () => {
    await expect(api.request('host.info', {})).resolves.toMatchObject({ watching: true });
    await api.request('host.inof' as never, {} as never);
    const seen: unknown[] = [];
    api.subscribe('host', {}, ({ items }) => seen.push(...items));
    expect(seen).toEqual([{ watching: true }]);
  });
});
