import { vi } from 'vitest';
import type { HostEvent } from '#shared/contract/index.ts';
import type { HutchError } from '#shared/errors.ts';
import type { RunStoreEntry } from '../../store/run-store.ts';
import { LogService } from '../status/log-service.ts';
import { DurablePublisher, type DurablePublisherOptions } from '../streams/durable-publisher.ts';
import { StreamChannel } from '../streams/stream-channel.ts';

export const document = (name: string, doc: Record<string, unknown> = { uid: name }): HostEvent =>
  ({ type: 'document', name, doc, task_id: 't' }) as HostEvent;
export const STATE: HostEvent = { type: 'worker', state: 'RUNNING', task_status: null, errors: [], warnings: [] };

/** Lets a turn of the event loop pass; for fake clocks. */
export const turn = () => vi.advanceTimersByTimeAsync(0);

/** A store that fails on demand, and writes down what is asked of it, in one list with what is told. */
export class FakeStore {
  readonly gathered: RunStoreEntry[] = [];
  /** With what every commit fails. */
  failure: HutchError | undefined;
  /** With what every document is refused. */
  refusal: HutchError | undefined;
  /** How many commits failed. */
  failed = 0;
  /** Ends the sync that goes on. */
  synced: (() => void) | undefined;
  readonly #did: string[];

  constructor(did: string[]) {
    this.#did = did;
  }

  append(entry: RunStoreEntry): void {
    if (this.refusal) throw this.refusal;
    this.gathered.push(entry);
  }

  commit(): void {
    if (this.failure) {
      this.failed += 1;
      throw this.failure;
    }
    const names = this.gathered.splice(0).map(({ name, seq }) => `${name}#${seq}`);
    if (names.length > 0) this.#did.push(`commit ${names.join(' ')}`);
  }

  sync(): Promise<void> {
    this.#did.push('sync');
    return new Promise((resolve) => {
      this.synced = resolve;
    });
  }
}

/** A publisher between such a store and a stream. */
export function publisherSetUp(options: Pick<DurablePublisherOptions, 'backlogLimit'> = {}) {
  const did: string[] = [];
  const store = new FakeStore(did);
  const events = new StreamChannel<HostEvent>();
  const log = new LogService({ now: () => 1 });
  const troubles: (string | null)[] = [];
  const backlogs: boolean[] = [];
  events.listen((event, seq) => did.push(`tell ${event.type === 'document' ? event.name : event.type}#${seq}`));
  const publisher = new DurablePublisher({
    store,
    events,
    tellTasks: () => did.push('tell tasks'),
    onTrouble: (error) => troubles.push(error?.message ?? null),
    onBacklog: (isTooLong) => backlogs.push(isTooLong),
    logger: log.logger('host'),
    ...options,
  });
  return { publisher, store, events, did, troubles, backlogs, log };
}
