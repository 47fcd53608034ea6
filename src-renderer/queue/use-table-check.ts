import { useEffect, useState } from 'react';
import type { TableCheck } from '#shared/contract/queue.ts';
import { HutchError } from '#shared/errors.ts';
import { useClient } from '../client/use-client.ts';
import { useHostStore } from '../stores/host-store.ts';
import { WRITE_LIMIT_MS } from './queue-writer.ts';

const PAUSE_MS = 300;

/** What the host says of a table: its rows as items, or why it cannot be read at all. */
export type TableAnswer = { kind: 'rows'; check: TableCheck } | { kind: 'refused'; message: string };

/** The last answer, and whether it is about what stands in the field now; never without a connection. */
export interface TableState {
  answer: TableAnswer | undefined;
  isCurrent: boolean;
}

interface Question {
  plan: string;
  csv: string;
  environment: string | undefined;
  round: number;
}

/**
 * Asks the host what a table would become whenever it has rested for a moment; nothing is added. The newest text wins: an answer about an
 * older one is dropped. `round` asks once more when it changes. An empty text is not asked about.
 */
export function useTableCheck(plan: string, csv: string, round: number): TableState {
  const client = useClient();
  const isConnected = useHostStore(({ connection }) => connection.status === 'connected');
  // Plans and devices that were loaded anew may take something else.
  const environment = useHostStore(({ info }) => info?.environment_id);
  const [told, setTold] = useState<{ of: Question; answer: TableAnswer }>();
  const isEmpty = csv.trim() === '';
  useEffect(() => {
    if (isEmpty || !isConnected) return;
    const asking = new AbortController();
    const tell = (answer: TableAnswer): void => {
      if (!asking.signal.aborted) setTold({ of: { plan, csv, environment, round }, answer });
    };
    const timer = setTimeout(() => {
      client
        .request('queue.check_table', { name: plan, csv }, { signal: asking.signal, timeoutMs: WRITE_LIMIT_MS })
        .then(
          (check) => tell({ kind: 'rows', check }),
          (thrown: unknown) => tell({ kind: 'refused', message: HutchError.from(thrown).message }),
        );
    }, PAUSE_MS);
    return () => {
      clearTimeout(timer);
      asking.abort();
    };
  }, [client, plan, csv, isEmpty, isConnected, environment, round]);
  if (isEmpty || !told) return { answer: undefined, isCurrent: false };
  return { answer: told.answer, isCurrent: isConnected && isSame(told.of, { plan, csv, environment, round }) };
}

function isSame(a: Question, b: Question): boolean {
  return a.plan === b.plan && a.csv === b.csv && a.environment === b.environment && a.round === b.round;
}
