import type { StreamBatch } from '#shared/contract/api.ts';
import type { DataEvent, HostEvent } from '#shared/contract/worker.ts';
import type { HutchClient } from '../client/hutch-client.ts';
import { applyDevices } from '../stores/devices-store.ts';
import { useHostStore } from '../stores/host-store.ts';
import { usePlansStore } from '../stores/plans-store.ts';
import { applyDocuments, clearRuns, loadSnapshot } from '../stores/run-store.ts';
import { applyTaskList } from '../stores/tasks-store.ts';
import { applyProgress, applyWorkerState, applyWorkerStatus } from '../stores/worker-store.ts';

/**
 * Keeps the stores as the host is: subscribes to its streams, and fetches a snapshot at every connection and after every gap.
 * What arrives while a snapshot is on its way waits for it.
 */
export class HostFeed {
  readonly #client: HutchClient;
  readonly #report: (error: unknown) => void;
  readonly #endings: (() => void)[] = [];
  /** Batches of the `events` stream that wait for a snapshot; `null` when none is on its way. */
  #waiting: StreamBatch<'events'>[] | null = null;
  #sync = new AbortController();
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
        if (connection.status === 'connected') this.#resync();
      }),
      client.subscribe(
        'events',
        {},
        (batch) => this.#onEvents(batch),
        () => this.#resync(),
      ),
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
    this.#fetchSnapshot(signal).then(
      () => this.#release(signal),
      (error: unknown) => {
        this.#release(signal);
        if (!signal.aborted && this.#client.connection.status === 'connected') this.#report(error);
      },
    );
  }

  async #fetchSnapshot(signal: AbortSignal): Promise<void> {
    const client = this.#client;
    const [info, plans, devices, tasks, worker, runs] = await Promise.all([
      client.request('host.info', {}, { signal }),
      client.request('plans.list', {}, { signal }),
      client.request('devices.list', {}, { signal }),
      client.request('tasks.list', {}, { signal }),
      client.request('worker.status', {}, { signal }),
      client.request('runs.list', {}, { signal }),
    ]);
    const isNewHost = this.#environmentId !== info.environment_id;
    if (isNewHost && this.#environmentId !== undefined) clearRuns();
    this.#environmentId = info.environment_id;
    useHostStore.setState({ info });
    usePlansStore.setState({ plans, isLoaded: true });
    applyDevices(devices);
    applyTaskList(tasks, isNewHost);
    applyWorkerStatus(worker);
    const newest = runs.reduce<(typeof runs)[number] | undefined>(
      (latest, run) => (latest && latest.started_at > run.started_at ? latest : run),
      undefined,
    );
    if (!newest) return;
    const { documents, through_seq } = await client.request('runs.documents', { uid: newest.uid }, { signal });
    loadSnapshot(documents, through_seq, newest.task_id);
  }

  #release(signal: AbortSignal): void {
    if (signal !== this.#sync.signal || !this.#waiting) return;
    const waited = this.#waiting;
    this.#waiting = null;
    for (const batch of waited) this.#apply(batch);
  }

  #onEvents(batch: StreamBatch<'events'>): void {
    if (this.#waiting) this.#waiting.push(batch);
    else this.#apply(batch);
  }

  #apply({ seq, items }: StreamBatch<'events'>): void {
    const first = seq - items.length + 1;
    const documents: { seq: number; event: DataEvent }[] = [];
    items.forEach((item, index) => {
      if (item.type === 'document') documents.push({ seq: first + index, event: item });
      else this.#applyOther(item);
    });
    if (documents.length > 0) applyDocuments(documents);
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
    this.#client.request('worker.status', {}, { signal }).then(applyWorkerStatus, (error: unknown) => {
      if (!signal.aborted && this.#client.connection.status === 'connected') this.#report(error);
    });
  }
}

function applyAll<Item>(items: readonly Item[], apply: (item: Item) => void): void {
  for (const item of items) apply(item);
}
