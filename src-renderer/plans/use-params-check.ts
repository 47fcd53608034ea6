import { useEffect, useState } from 'react';
import type { QueueColumns } from '#shared/contract/tasks.ts';
import { HutchError } from '#shared/errors.ts';
import type { JsonObject } from '#shared/json.ts';
import { useClient } from '../client/use-client.ts';
import { useHostStore } from '../stores/host-store.ts';
import { type FieldIssue, parseIssuePath, valueAt } from './form/issue-path.ts';

const PAUSE_MS = 300;

/** What the host says of parameters, without queueing anything. */
export interface ParamsCheck {
  issues: readonly FieldIssue[];
  /** A sentence about the request as a whole, where no field is to blame. */
  message?: string | undefined;
}

const FINE: ParamsCheck = { issues: [] };

/**
 * Asks the host about `params` whenever they have rested for a moment, so that a limit shows while somebody types.
 * Does not ask while `isEnabled` is false (the form knows already that something is wrong) or without a connection.
 */
export function useParamsCheck(
  plan: string,
  params: JsonObject,
  columns: QueueColumns,
  isEnabled: boolean,
): ParamsCheck {
  const client = useClient();
  const isConnected = useHostStore(({ connection }) => connection.status === 'connected');
  // Plans and devices that were loaded anew may take something else.
  const environment = useHostStore(({ info }) => info?.environment_id);
  const [check, setCheck] = useState<{ of: JsonObject; result: ParamsCheck } | null>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the environment says that the answer would be another
  useEffect(() => {
    if (!isEnabled || !isConnected) return;
    const asking = new AbortController();
    const timer = setTimeout(() => {
      client.request('tasks.check', { name: plan, params, columns }, { signal: asking.signal }).then(
        () => setCheck({ of: params, result: FINE }),
        (error: unknown) => {
          if (!asking.signal.aborted) setCheck({ of: params, result: toParamsCheck(error) });
        },
      );
    }, PAUSE_MS);
    return () => {
      clearTimeout(timer);
      asking.abort();
    };
  }, [client, plan, params, columns, isEnabled, isConnected, environment]);
  return check ? stillTrue(check, params) : FINE;
}

/** While the next answer is on its way, what was said of values that have not changed since still holds. */
function stillTrue({ of, result }: { of: JsonObject; result: ParamsCheck }, params: JsonObject): ParamsCheck {
  if (of === params) return result;
  return { issues: result.issues.filter(({ path }) => valueAt(of, path) === valueAt(params, path)) };
}

/** What an error of the host means for a form: issues at their fields, or one message. */
export function toParamsCheck(thrown: unknown): ParamsCheck {
  const error = HutchError.from(thrown);
  if (error.code === 'unavailable' || error.code === 'timeout' || error.code === 'cancelled') return FINE;
  // The beamline's columns have fields of their own, below the form.
  const inForm = (error.issues ?? []).filter(({ path }) => !path.startsWith('columns.'));
  const issues = inForm.map(({ path, message }) => ({ path: parseIssuePath(path), message }));
  return issues.length > 0 || error.issues?.length ? { issues } : { issues: [], message: error.message };
}
