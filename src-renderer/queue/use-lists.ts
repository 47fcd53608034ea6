import { useCallback, useEffect, useState } from 'react';
import type { SavedList } from '#shared/contract/tasks.ts';
import { HutchError } from '#shared/errors.ts';
import { useClient } from '../client/use-client.ts';

/** The saved lists; `null` until the host has said. `renew` asks again. */
export function useLists(): { lists: readonly SavedList[] | null; error: string | undefined; renew(): void } {
  const client = useClient();
  const [lists, setLists] = useState<readonly SavedList[] | null>(null);
  const [error, setError] = useState<string>();
  const [asked, setAsked] = useState(0);
  const renew = useCallback(() => setAsked((count) => count + 1), []);
  // biome-ignore lint/correctness/useExhaustiveDependencies: `asked` says that the answer would be another
  useEffect(() => {
    const asking = new AbortController();
    client.request('lists.list', {}, { signal: asking.signal }).then(
      (found) => {
        setLists(found);
        setError(undefined);
      },
      (thrown: unknown) => {
        if (!asking.signal.aborted) setError(HutchError.from(thrown).message);
      },
    );
    return () => asking.abort();
  }, [client, asked]);
  return { lists, error, renew };
}
