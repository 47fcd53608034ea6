import type { PlainError } from '#shared/errors.ts';
import { dismissAlert, raiseAlert } from '../stores/alerts-store.ts';
import { useHostStore } from '../stores/host-store.ts';
import { asSentence } from './as-sentence.ts';

/**
 * Raises an alert for everything of plans and devices that could not be loaded, once each; returns how to end that. A reload takes away
 * what was told before, and tells what cannot be loaded now.
 */
export function startLoadAlerts(): () => void {
  let told: { environment: string; startedAt: number } | undefined;
  let shown: ReadonlySet<string> = new Set();
  return useHostStore.subscribe(({ info }) => {
    if (!info || info.environment_id === told?.environment) return;
    // Of a Hutch that was not seen before nothing more is known than when it started.
    const time = told?.startedAt === info.started_at ? Date.now() / 1000 : info.started_at;
    told = { environment: info.environment_id, startedAt: info.started_at };
    for (const id of shown) dismissAlert(id);
    shown = new Set(info.load_errors.map((error) => raise(error, time)));
  });
}

/** Returns the id of the alert: the same error twice is one. */
function raise(error: PlainError, time: number): string {
  const { code, message } = error;
  const id = `load:${code}:${message}`;
  raiseAlert({
    id,
    kind: 'fault',
    title: asSentence(message),
    text: meaning(error),
    detail: code,
    time,
    actions: [],
    isDismissible: true,
  });
  return id;
}

/** Which of them it is shows in what the error names: two files of one name, or the list that every run should hold. */
function meaning({ code, details }: PlainError): string {
  if (code === 'duplicate_name' && details?.files !== undefined) {
    return 'The first one is used, the second is left out; everything else works.';
  }
  if (details?.list !== undefined) return 'Until this is put right, every request to run a plan is refused.';
  return 'What it defines is missing; everything else works.';
}
