import type { StreamBatch } from '#shared/contract/api.ts';
import type { HostInfo } from '#shared/contract/host.ts';
import type { RunSummary } from '#shared/contract/runs.ts';
import type { DataEvent, HostEvent } from '#shared/contract/worker.ts';
import type { HutchClient } from '../client/hutch-client.ts';
import { applyDevices, forgetReadbacks } from '../stores/devices-store.ts';
import { useHostStore } from '../stores/host-store.ts';
import { loadRun } from '../stores/load-run.ts';
import { usePlansStore } from '../stores/plans-store.ts';
import { endProgress, noteProgress } from '../stores/run-progress-store.ts';
import { applyDocuments, clearRuns, takeSnapshot, touchRun } from '../stores/run-store.ts';
import { applyTaskList } from '../stores/tasks-store.ts';
import { applyProgress, applyWorkerState, applyWorkerStatus } from '../stores/worker-store.ts';

/** A document with its number in the `events` stream. */
interface NumberedDocument {
  seq: number;
  event: DataEvent;
}

/**
 * Keeps the stores as the host is: subscribes to its streams, and fetches a snapshot at every connection and after every gap.
 * Documents that arrive while a snapshot is on its way wait for it.
 */
export class HostFeed {
  readonly #client: HutchClient;
  readonly #report: (error: unknown) => void;
  readonly #endings: (() => void)[] = [];
  /** Documents of the `events` stream that wait for a snapshot; `null` when none is on its way. */
  #waiting: NumberedDocument[] | null = null;
  #sync = new AbortController();
  /** When the host that the stores show was started; numbers of streams and revisions begin anew with another one. */
  #startedAt: number | undefined;
  #environmentId: string | undefined;

  /** `report` gets what went wrong while fetching a snapshot, except for a lost connection, which shows by itself. */
  constructor(client: HutchClient, report: (error: unknown) => void) {
    this.#client = client;
    this.#report = report;
  }

  /** Subscribes and connects; does nothing when it has been done. */
  start(): void {
    if (this.#endings.length > 0) return;
    const client = this.#client;
    this.#endings.push(
      client.onConnection((connection) => {
        useHostStore.setState({ connection });
        if (connection.status !== 'connected') return;
        // What devices said before the gap may not hold any more; what they say now follows at once.
        forgetReadbacks();
        this.#resync();
      }),
      client.subscribe(
        'events',
        {},
        (batch) => this.#onEvents(batch),
        () => this.#resync(),
      ),
      client.subscribe('host', {}, ({ items }) => applyAll(items, (info) => this.#onHost(info))),
      client.subscribe('tasks', {}, ({ items }) => applyAll(items, applyTaskList)),
      client.subscribe('devices', {}, ({ items }) => applyAll(items, applyDevices)),
    );
    client.connect();
  }

  /** Ends the subscriptions; the connection stays. Safe to call twice. */
  stop(): void {
    this.#sync.abort();
    for (const end of this.#endings.splice(0)) end();
  }

  #resync(): void {
    this.#sync.abort();
    this.#sync = new AbortController();
    this.#waiting ??= [];
    const { signal } = this.#sync;
    this.#fetchSnapshot(signal)
      .catch((error: unknown) => this.#reportUnless(signal, error))
      .finally(() => this.#release(signal));
  }

  async #fetchSnapshot(signal: AbortSignal): Promise<void> {
    const client = this.#client;
    const [info, plans, devices, tasks, worker, runs] = await Promise.all([
      client.request('host.info', {}, { signal }),
      client.request('plans.list', {}, { signal }),
      client.request('devices.list', {}, { signal }),
      client.request('tasks.list', {}, { signal }),
      client.request('worker.status', {}, { signal }),
      client.request('runs.list', { limit: 1 }, { signal }),
    ]);
    const isNewHost = this.#adopt(info);
    usePlansStore.setState({ plans, isLoaded: true });
    applyDevices(devices);
    applyTaskList(tasks, isNewHost);
    applyWorkerStatus(worker);
    const newest = runs[0];
    if (newest) await this.#fetchRun(newest, signal);
  }

  /** Loads the newest run. Of one that is open everything must be here before it can grow; one that has ended holds up nothing. */
  async #fetchRun(summary: RunSummary, signal: AbortSignal): Promise<void> {
    const parts = loadRun(this.#client, summary.uid, signal);
    const first = (await parts.next()).value;
    if (!first) return;
    takeSnapshot(first.run, first.throughSeq, summary.task_id);
    if (first.isComplete) return;
    const rest = async (): Promise<void> => {
      try {
        noteProgress(first.run, summary);
        for await (const { run, throughSeq } of parts) {
          if (summary.ended_at === null) takeSnapshot(run, throughSeq, summary.task_id);
          else touchRun(run);
          noteProgress(run, summary);
        }
      } finally {
        endProgress(summary.uid);
      }
    };
    if (summary.ended_at === null) await rest();
    else rest().catch((error: unknown) => this.#reportUnless(signal, error));
  }

  #release(signal: AbortSignal): void {
    if (signal !== this.#sync.signal || !this.#waiting) return;
    const waited = this.#waiting;
    this.#waiting = null;
    if (waited.length > 0) applyDocuments(waited);
  }

  /** Takes over who serves; `true` when that is another start of Hutch than before. */
  #adopt(info: HostInfo): boolean {
    const isNewHost = this.#startedAt !== undefined && this.#startedAt !== info.started_at;
    if (isNewHost) clearRuns();
    this.#startedAt = info.started_at;
    this.#environmentId = info.environment_id;
    useHostStore.setState({ info });
    return isNewHost;
  }

  #onHost(info: HostInfo): void {
    const environmentBefore = this.#environmentId;
    const isFirst = this.#startedAt === undefined;
    if (this.#adopt(info)) this.#resync();
    else if (!isFirst && environmentBefore !== info.environment_id) this.#refreshEnvironment();
  }

  /** Plans and devices have been loaded anew; runs and tasks are as they were. */
  #refreshEnvironment(): void {
    const { signal } = this.#sync;
    Promise.all([
      this.#client.request('plans.list', {}, { signal }),
      this.#client.request('devices.list', {}, { signal }),
    ]).then(
      ([plans, devices]) => {
        usePlansStore.setState({ plans, isLoaded: true });
        applyDevices(devices);
      },
      (error: unknown) => this.#reportUnless(signal, error),
    );
  }

  #onEvents({ seq, items }: StreamBatch<'events'>): void {
    const first = seq - items.length + 1;
    const documents: NumberedDocument[] = [];
    items.forEach((item, index) => {
      if (item.type === 'document') documents.push({ seq: first + index, event: item });
      else this.#applyOther(item);
    });
    if (this.#waiting) this.#waiting.push(...documents);
    else if (documents.length > 0) applyDocuments(documents);
  }

  #applyOther(event: Exclude<HostEvent, { type: 'document' }>): void {
    if (event.type === 'progress') {
      applyProgress(event.statuses);
      return;
    }
    const { state, task_status } = event;
    applyWorkerState(state, task_status && !task_status.task_complete ? task_status.task_id : null);
    // The event does not say whether a pause can be resumed; the status does.
    if (state === 'RUNNING' || state === 'PAUSED') this.#refreshWorker();
  }

  #refreshWorker(): void {
    const { signal } = this.#sync;
    this.#client
      .request('worker.status', {}, { signal })
      .then(applyWorkerStatus, (error: unknown) => this.#reportUnless(signal, error));
  }

  #reportUnless(signal: AbortSignal, error: unknown): void {
    if (!signal.aborted && this.#client.connection.status === 'connected') this.#report(error);
  }
}

function applyAll<Item>(items: readonly Item[], apply: (item: Item) => void): void {
  for (const item of items) apply(item);
}
