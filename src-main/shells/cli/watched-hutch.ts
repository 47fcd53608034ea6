import type { HostEvent, HostInfo, StreamBatch, TaskList } from '#shared/contract/index.ts';
import { HutchError } from '#shared/errors.ts';
import type { HostApi } from '../../host/api/host-api.ts';
import { statusLines } from './commands/status.ts';
import { runningStatus } from './running-status.ts';
import type { WatchReport } from './watch-report.ts';

/** Documents of one request when the run that goes on is fetched. */
const PAGE = 1000;

/** Something that was heard, in the order of hearing; `seq` numbers the items of the `events` stream. */
type Heard =
  | { readonly kind: 'event'; readonly event: HostEvent; readonly seq: number }
  | { readonly kind: 'missed'; readonly count: number }
  | { readonly kind: 'tasks'; readonly list: TaskList }
  | { readonly kind: 'host'; readonly info: HostInfo };

/**
 * Follows a running Hutch and tells a report, in order: its status, the run that goes on from its beginning, and then everything that happens.
 * Dispose of it to end the watching.
 */
export class WatchedHutch implements Disposable {
  readonly #api: HostApi;
  readonly #report: WatchReport;
  readonly #heard: Heard[] = [];
  readonly #subscriptions: Disposable[] = [];
  readonly #notices = new Set<string>();
  /** The task whose beginning was told, and whose end was not. */
  #task: string | undefined;
  #told = { through: 0, uid: '' };
  #queue = '';
  #seq: number | undefined;
  #wake: () => void = () => undefined;
  #ended = false;

  constructor(api: HostApi, report: WatchReport) {
    this.#api = api;
    this.#report = report;
  }

  /** Tells until it is disposed of. Rejects with what a request rejects with. */
  async follow(holder: string): Promise<void> {
    // First of all, so that nothing is missed between the status and the first event.
    this.#listen();
    await this.#begin(holder);
    while (!this.#ended) {
      for (let heard = this.#heard.shift(); heard && !this.#ended; heard = this.#heard.shift()) await this.#tell(heard);
      if (this.#ended) return;
      await new Promise<void>((resolve) => {
        this.#wake = resolve;
        if (this.#heard.length > 0) resolve();
      });
    }
  }

  [Symbol.dispose](): void {
    this.#ended = true;
    for (const subscription of this.#subscriptions.splice(0)) subscription[Symbol.dispose]();
    this.#wake();
  }

  #listen(): void {
    const keep = ({ dispose }: { dispose(): void }): void =>
      void this.#subscriptions.push({ [Symbol.dispose]: dispose });
    const events = this.#api.subscribe('events', {}, (batch) => this.#hearEvents(batch));
    keep({ dispose: () => events.dispose() });
    const tasks = this.#api.subscribe('tasks', {}, ({ items }) => {
      for (const list of items) this.#hear({ kind: 'tasks', list });
    });
    keep({ dispose: () => tasks.dispose() });
    const host = this.#api.subscribe('host', {}, ({ items }) => {
      for (const info of items) this.#hear({ kind: 'host', info });
    });
    keep({ dispose: () => host.dispose() });
  }

  #hearEvents({ seq, items }: StreamBatch<'events'>): void {
    const first = seq - items.length + 1;
    const missed = this.#seq === undefined ? 0 : first - this.#seq - 1;
    if (missed > 0) this.#hear({ kind: 'missed', count: missed });
    this.#seq = seq;
    items.forEach((event, index) => {
      this.#hear({ kind: 'event', event, seq: first + index });
    });
  }

  #hear(heard: Heard): void {
    this.#heard.push(heard);
    this.#wake();
  }

  async #begin(holder: string): Promise<void> {
    const status = await runningStatus(this.#api, holder);
    this.#report.status(status, statusLines(status, Date.now() / 1000));
    for (const { id } of status.notices) this.#notices.add(id);
    this.#queue = queueKey(status.queue);
    if (!status.task) return;
    this.#task = status.task.task_id;
    const uid = status.task.run_uids.at(-1);
    this.#report.began(status.task, uid === undefined ? [] : await this.#past(status.task.task_id, uid));
  }

  /** The documents of the run so far, as the events that they came as. */
  async #past(task_id: string, uid: string): Promise<HostEvent[]> {
    const past: HostEvent[] = [];
    try {
      for (let offset: number | null = 0; offset !== null; ) {
        const page: {
          documents: { name: string; doc: Record<string, unknown> }[];
          through_seq: number;
          next: number | null;
        } = await this.#api.request('runs.documents', { uid, offset, limit: PAGE });
        past.push(...page.documents.map(({ name, doc }) => ({ type: 'document', name, doc, task_id }) as HostEvent));
        this.#told = { through: page.through_seq, uid };
        offset = page.next;
      }
    } catch (thrown) {
      // A run that has just been opened may not be kept yet: then all of it is still to be heard.
      if (HutchError.from(thrown).code !== 'unknown_run') throw thrown;
    }
    return past;
  }

  async #tell(heard: Heard): Promise<void> {
    switch (heard.kind) {
      case 'event':
        return this.#tellEvent(heard.event, heard.seq);
      case 'missed':
        return this.#report.missed(heard.count);
      case 'tasks': {
        const key = queueKey(heard.list.queue);
        if (key !== this.#queue) this.#report.queue(heard.list);
        this.#queue = key;
        return;
      }
      case 'host':
        for (const notice of heard.info.notices) {
          if (!this.#notices.has(notice.id)) this.#report.notice(notice);
          this.#notices.add(notice.id);
        }
        return;
    }
  }

  async #tellEvent(event: HostEvent, seq: number): Promise<void> {
    // Documents up to here were told as the past of the run.
    if (event.type === 'document' && seq <= this.#told.through) return;
    const status = event.type === 'worker' ? event.task_status : null;
    const id = status?.task_id ?? ('task_id' in event ? event.task_id : undefined);
    if (id !== undefined && id !== this.#task && !status?.task_complete) {
      this.#task = id;
      this.#report.began(await this.#api.request('tasks.get', { task_id: id }), []);
    }
    this.#report.event(event);
    if (!status?.task_complete) return;
    this.#task = undefined;
    this.#report.ended(await this.#api.request('tasks.get', { task_id: status.task_id }));
  }
}

/** What of the queue is told when it changes. */
function queueKey({
  running,
  reason,
  revision,
}: {
  running: boolean;
  reason: string | null;
  revision: number;
}): string {
  return JSON.stringify([running, reason, revision]);
}
