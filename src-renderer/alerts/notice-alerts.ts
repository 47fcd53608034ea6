import type { Notice } from '#shared/contract/host.ts';
import type { HutchClient } from '../client/hutch-client.ts';
import { continueAction } from '../history/continue-action.ts';
import { openRun } from '../history/open-run.ts';
import { type KnownRun, type RunWatch, watchRun } from '../history/watch-run.ts';
import { type Alert, type AlertAction, dismissAlert, raiseAlert } from '../stores/alerts-store.ts';
import { useHostStore } from '../stores/host-store.ts';
import { useTasksStore } from '../stores/tasks-store.ts';
import { noticeWords } from './notice-words.ts';
import { reportProblem } from './report-problem.ts';

const LEVELS = {
  error: { kind: 'fault', word: 'error' },
  warning: { kind: 'wait', word: 'warning' },
  info: { kind: 'info', word: 'note' },
} as const satisfies Record<Notice['level'], Pick<Alert, 'kind' | 'word'>>;

/** Shows the notices of the host as alerts, from now on; returns how to end that. A notice leaves when the host has put it away. */
export function startNoticeAlerts(client: HutchClient): () => void {
  const shown = new Map<string, NoticeAlert>();
  const endings = [
    useHostStore.subscribe(({ info }, before) => {
      if (info === before.info) return;
      const notices = new Map((info?.notices ?? []).map((notice) => [notice.id, notice]));
      for (const [id, alert] of shown) {
        const now = notices.get(id);
        if (now && isSame(alert.notice, now)) continue;
        shown.delete(id);
        alert.end();
        if (!now) dismissAlert(alertId(id));
      }
      for (const notice of notices.values()) {
        if (!shown.has(notice.id)) shown.set(notice.id, new NoticeAlert(client, notice));
      }
    }),
    useTasksStore.subscribe(() => {
      for (const alert of shown.values()) alert.renew();
    }),
  ];
  return () => {
    for (const end of endings) end();
    for (const alert of shown.values()) alert.end();
  };
}

const alertId = (noticeId: string): string => `notice:${noticeId}`;

function isSame(a: Notice, b: Notice): boolean {
  return a.message === b.message && a.level === b.level && a.run_uid === b.run_uid;
}

/** A notice as an alert, which says and offers only what holds now. */
class NoticeAlert {
  readonly notice: Notice;
  readonly #client: HutchClient;
  readonly #watch: RunWatch | undefined;
  /** What the host says of the run, once it is known. */
  #run: KnownRun | undefined;
  /** What was shown last: an alert that says the same is not raised again. */
  #said = '';

  constructor(client: HutchClient, notice: Notice) {
    this.#client = client;
    this.notice = notice;
    this.renew();
    if (notice.run_uid === undefined) return;
    this.#watch = watchRun(client, notice.run_uid, (run) => {
      this.#run = run;
      this.renew();
    });
  }

  /** Looks at what has changed; does nothing where the alert says so already. */
  renew(): void {
    const alert = this.#alert();
    const said = JSON.stringify([alert, this.#run]);
    if (said === this.#said) return;
    this.#said = said;
    raiseAlert(alert);
  }

  end(): void {
    this.#watch?.end();
  }

  /** Its first sentence stands out. */
  #alert(): Alert {
    const { id, at, level, dismissible } = this.notice;
    const message = this.#run === 'deleted' ? `${noticeWords(this.notice)} ${DELETED}` : noticeWords(this.notice);
    const [, title = message, text] = /^(.*?[.!?])\s+(?=\p{Lu})(.*)$/su.exec(message) ?? [];
    return {
      id: alertId(id),
      ...LEVELS[level],
      title,
      text,
      time: at,
      actions: this.#actions(),
      isDismissible: dismissible,
      onDismiss: () => {
        this.#client
          .request('host.dismiss', { id })
          .then(() => dismissAlert(alertId(id)))
          .catch((error: unknown) => reportProblem('The notice could not be put away', error));
      },
    };
  }

  #actions(): AlertAction[] {
    const { run_uid } = this.notice;
    if (run_uid === undefined || this.#run === 'deleted') return [];
    const show = { label: 'Show the run', perform: () => void this.#show(run_uid), asksHost: true };
    return this.#run ? [show, ...continueAction(this.#run)] : [show];
  }

  /** Somebody else may have deleted it, of which this page is not told. */
  async #show(uid: string): Promise<void> {
    if ((await this.#watch?.look()) !== 'deleted') await openRun(this.#client, uid);
  }
}

const DELETED = 'Its run has been deleted since.';
