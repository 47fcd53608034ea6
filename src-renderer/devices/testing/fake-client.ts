import type { HutchClient } from '../../client/hutch-client.ts';

/** What was asked of a {@link fakeClient}. */
export interface Asked {
  method: string;
  input: unknown;
}

/** A client whose host answers with `answer`, which may throw; it notes what was asked, and streams nothing. */
export function fakeClient(answer: (asked: Asked) => unknown): { client: HutchClient; asked: Asked[] } {
  const asked: Asked[] = [];
  const client = {
    request: async (method: string, input: unknown) => {
      asked.push({ method, input });
      return answer({ method, input });
    },
    subscribe: () => () => undefined,
  };
  return { client: client as unknown as HutchClient, asked };
}
