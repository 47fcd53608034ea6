import { useCallback, useRef, useState } from 'react';
import type { Task, TaskRequest } from '#shared/contract/tasks.ts';
import { useClient } from '../client/use-client.ts';

/** What became of the last request. */
export type SubmitOutcome =
  | { kind: 'accepted'; task: Task }
  | { kind: 'refused'; error: unknown; of: TaskRequest['params'] };

/** Sends a request to run a plan, one at a time, and remembers what became of it. */
export function useSubmit(): { submit(request: TaskRequest): void; outcome: SubmitOutcome | null } {
  const client = useClient();
  const [outcome, setOutcome] = useState<SubmitOutcome | null>(null);
  const isSending = useRef(false);
  const submit = useCallback(
    (request: TaskRequest) => {
      // A second press while the first is on its way must not queue the plan twice.
      if (isSending.current) return;
      isSending.current = true;
      client
        .request('tasks.submit', request)
        .then(
          (task) => setOutcome({ kind: 'accepted', task }),
          (error: unknown) => setOutcome({ kind: 'refused', error, of: request.params }),
        )
        .finally(() => {
          isSending.current = false;
        });
    },
    [client],
  );
  return { submit, outcome };
}
