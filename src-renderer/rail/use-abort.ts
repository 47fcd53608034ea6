import { useCallback, useEffect, useState } from 'react';
import { reportProblem } from '../alerts/report-problem.ts';
import { useClient } from '../client/use-client.ts';
import { applyWorkerStatus } from '../stores/worker-store.ts';

/** How long a first press waits for the second while nobody gives a reason. */
const ARMED_MS = 6_000;

/** Abort in two steps: the first press arms, the second aborts. */
export interface AbortControl {
  isArmed: boolean;
  reason: string;
  setReason(reason: string): void;
  /** The first step, or the second. */
  press(): void;
  /** Back to the start. */
  disarm(): void;
}

/** The two steps of an abort. The first one is forgotten after six seconds, unless a reason is being typed. */
export function useAbort(): AbortControl {
  const client = useClient();
  const [isArmed, setIsArmed] = useState(false);
  const [reason, setReason] = useState('');
  const disarm = useCallback(() => {
    setIsArmed(false);
    setReason('');
  }, []);
  useEffect(() => {
    if (!isArmed || reason !== '') return;
    const timer = setTimeout(disarm, ARMED_MS);
    return () => clearTimeout(timer);
  }, [isArmed, reason, disarm]);
  const press = (): void => {
    if (!isArmed) {
      setIsArmed(true);
      return;
    }
    disarm();
    client
      .request('worker.abort', { reason: reason.trim() })
      .then(applyWorkerStatus, (error: unknown) => reportProblem('Abort did not work', error));
  };
  return { isArmed, reason, setReason, press, disarm };
}
