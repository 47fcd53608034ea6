import type { Notice } from '#shared/contract/host.ts';
import type { RunSummary } from '#shared/contract/runs.ts';
import type { HutchClient } from '../client/hutch-client.ts';
import { continueAction } from '../history/continue-action.ts';
import { openRun } from '../history/open-run.ts';
import { type Alert, dismissAlert, raiseAlert } from '../stores/alerts-store.ts';
import { useHostStore } from '../stores/host-store.ts';
import { reportProblem } from './report-problem.ts';

const LEVELS = {
  error: { kind: 'fault', word: 'error' },
  warning: { kind: 'wait', word: 'warning' },
  info: { kind: 'info', word: 'note' },
} as const satisfies Record<Notice['level'], Pick<Alert, 'kind' | 'word'>>;

/** Shows the notices of the host as alerts, from now on; returns how to end that. A notice leaves when the host has put it away. */
export function startNoticeAlerts(client: HutchClient): () => void {
  const shown = new Map<string, Notice>();
  return useHostStore.subscribe(({ info }, before) => {
    if (info === before.info) return;
    const notices = new Map((info?.notices ?? []).map((notice) => [notice.id, notice]));
    for (const id of shown.keys()) {
      if (notices.has(id)) continue;
      shown.delete(id);
      dismissAlert(alertId(id));
    }
    for (const notice of notices.values()) {
      if (isSame(shown.get(notice.id), notice)) continue;
      shown.set(notice.id, notice);
      raiseAlert(noticeAlert(client, notice, undefined));
      if (notice.run_uid !== undefined)
        void addRun(client, notice, notice.run_uid, () => shown.get(notice.id) === notice);
    }
  });
}

/** Once it is known whether the run can be gone on with, the alert offers that as well. */
async function addRun(client: HutchClient, notice: Notice, uid: string, isShown: () => boolean): Promise<void> {
  try {
    const run = await client.request('runs.get', { uid });
    if (isShown() && run.continue_from !== null) raiseAlert(noticeAlert(client, notice, run));
  } catch {
    // The run has been deleted, or the connection is gone: the notice stands as it is, and says the essential.
  }
}

const alertId = (noticeId: string): string => `notice:${noticeId}`;

function isSame(a: Notice | undefined, b: Notice): boolean {
  return a !== undefined && a.message === b.message && a.level === b.level && a.run_uid === b.run_uid;
}

/** A notice as an alert: its first sentence stands out. */
function noticeAlert(client: HutchClient, notice: Notice, run: RunSummary | undefined): Alert {
  const { id, at, level, message, dismissible, run_uid } = notice;
  const [, title = message, text] = /^(.*?[.!?])\s+(?=\p{Lu})(.*)$/su.exec(message) ?? [];
  return {
    id: alertId(id),
    ...LEVELS[level],
    title,
    text,
    time: at,
    actions: [
      ...(run_uid === undefined
        ? []
        : [{ label: 'Show the run', perform: () => void openRun(client, run_uid), asksHost: true }]),
      ...(run ? continueAction(run) : []),
    ],
    isDismissible: dismissible,
    onDismiss: () => {
      client
        .request('host.dismiss', { id })
        .then(() => dismissAlert(alertId(id)))
        .catch((error: unknown) => reportProblem('The notice could not be put away', error));
    },
  };
}
