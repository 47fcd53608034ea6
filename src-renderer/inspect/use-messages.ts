import { useEffect, useState } from 'react';
import type { MessageLine } from '#shared/contract/inspect.ts';
import { HutchError } from '#shared/errors.ts';
import type { JsonObject } from '#shared/json.ts';
import { useClient } from '../client/use-client.ts';

/** One page of the messages of a plan. */
export interface MessagesState {
  messages: readonly MessageLine[];
  /** Number of the first of them. */
  offset: number;
  /** Why they cannot be shown. */
  problem: string | undefined;
}

const NONE: MessagesState = { messages: [], offset: 0, problem: undefined };

/** The `count` messages of a plan from number `offset` on. What was shown stays until the next page is there. */
export function useMessages(plan: string, params: JsonObject, offset: number, count: number): MessagesState {
  const client = useClient();
  const [state, setState] = useState(NONE);
  useEffect(() => {
    const asking = new AbortController();
    client.request('plans.messages', { name: plan, params, offset, count }, { signal: asking.signal }).then(
      ({ messages }) => setState({ messages, offset, problem: undefined }),
      (thrown: unknown) => {
        if (!asking.signal.aborted) setState({ messages: [], offset, problem: HutchError.from(thrown).message });
      },
    );
    return () => asking.abort();
  }, [client, plan, params, offset, count]);
  return state;
}
