import { useEffect, useState } from 'react';
import type { InspectReport } from '#shared/contract/inspect.ts';
import { HutchError } from '#shared/errors.ts';
import type { JsonObject } from '#shared/json.ts';
import { useClient } from '../client/use-client.ts';
import { useHostStore } from '../stores/host-store.ts';

const PAUSE_MS = 150;
/** Of this page: what it asks later takes back what it asked before. */
const SLOT = `console-${Math.random().toString(36).slice(2)}`;

/** What is known of a plan's future; `isOld` while the parameters have changed since. */
export interface LookAheadResult {
  report: InspectReport | null;
  isOld: boolean;
}

/**
 * Looks ahead at a plan whenever its parameters have rested for a moment. Does not ask while `isEnabled` is false (the form knows already
 * that something is wrong) or without a connection. What is wrong with the parameters is for the check of the form to say.
 */
export function useLookAhead(plan: string, params: JsonObject, isEnabled: boolean): LookAheadResult {
  const client = useClient();
  const isConnected = useHostStore(({ connection }) => connection.status === 'connected');
  // Plans and devices that were loaded anew may do something else.
  const environment = useHostStore(({ info }) => info?.environment_id);
  const [found, setFound] = useState<{ of: JsonObject; report: InspectReport | null } | null>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the environment says that the answer would be another
  useEffect(() => {
    if (!isEnabled || !isConnected) return;
    const asking = new AbortController();
    const timer = setTimeout(() => {
      client.request('plans.inspect', { name: plan, params, slot: SLOT }, { signal: asking.signal }).then(
        (report) => setFound({ of: params, report }),
        (thrown: unknown) => {
          // Something newer is being asked; otherwise there is nothing to show.
          if (!asking.signal.aborted && HutchError.from(thrown).code !== 'cancelled')
            setFound({ of: params, report: null });
        },
      );
    }, PAUSE_MS);
    return () => {
      clearTimeout(timer);
      asking.abort();
    };
  }, [client, plan, params, isEnabled, isConnected, environment]);
  if (!isEnabled || found?.report?.name !== plan) return { report: null, isOld: false };
  return { report: found.report, isOld: found.of !== params };
}
