import type { RequestInput, RequestName, RequestOutput } from '#shared/contract/api.ts';
import type { TaskList } from '#shared/contract/tasks.ts';
import type { HutchClient } from '../client/hutch-client.ts';
import { useClient } from '../client/use-client.ts';
import { applyTaskList, useTasksStore } from '../stores/tasks-store.ts';
import { clearNotice, noticeRefusal } from './queue-notice-store.ts';

/** The requests that change the queue: each names the revision that it was made from. */
export type QueueWriteName = {
  [N in RequestName]: RequestInput<N> extends { revision: number } ? N : never;
}[RequestName];

/** Ten thousand items are checked one by one before they are let in. */
export const WRITE_LIMIT_MS = 60_000;

/** A write without its revision. */
export type QueueWrite<N extends QueueWriteName> = Omit<RequestInput<N>, 'revision'>;

/**
 * Writes to the queue, one after the other. Each carries the revision of the queue that was on the screen when it was asked for, so that
 * the host refuses what was decided from an older picture. What this page itself has done in between does not count as such: two quick
 * presses of "move up" are two moves. Nothing is ever retried.
 */
export class QueueWriter {
  readonly #client: HutchClient;
  #tail: Promise<unknown> = Promise.resolve();
  /** From the revision that a write of ours was made from to the one that it made, while nobody else wrote in between. */
  readonly #own = new Map<number, number>();

  constructor(client: HutchClient) {
    this.#client = client;
  }

  /**
   * Sends a write and takes over the queue that the host answers with. `from` is the revision that it was decided from, the one on the
   * screen unless given. Rejects with the host's `HutchError`; `conflict` when somebody was faster.
   */
  write<N extends QueueWriteName>(
    method: N,
    input: QueueWrite<N>,
    from = useTasksStore.getState().queue.revision,
  ): Promise<RequestOutput<N>> {
    const sent = this.#tail.then(async () => {
      const revision = this.#sinceOwn(from);
      const output = await this.#client.request(method, { ...input, revision } as RequestInput<N>, {
        timeoutMs: WRITE_LIMIT_MS,
      });
      const list = listOf(output);
      // Exactly one further: ours and nobody else's.
      if (list.queue.revision === revision + 1) this.#remember(revision, list.queue.revision);
      applyTaskList(list);
      clearNotice();
      return output;
    });
    this.#tail = sent.catch(() => undefined);
    return sent;
  }

  /** Sends a write; a refusal stands above the queue, as `refused` and why: `count was not moved`. Resolves whether it was done. */
  async perform<N extends QueueWriteName>(
    refused: string,
    method: N,
    input: QueueWrite<N>,
    from?: number,
  ): Promise<RequestOutput<N> | undefined> {
    try {
      return await this.write(method, input, from);
    } catch (thrown) {
      noticeRefusal(refused, thrown);
      return undefined;
    }
  }

  #sinceOwn(from: number): number {
    let revision = from;
    for (let next = this.#own.get(revision); next !== undefined; next = this.#own.get(revision)) revision = next;
    return revision;
  }

  #remember(from: number, to: number): void {
    // What is older than the screen can be of no use to what is decided from it.
    const shown = useTasksStore.getState().queue.revision;
    for (const known of this.#own.keys()) if (known < shown) this.#own.delete(known);
    this.#own.set(from, to);
  }
}

function listOf(output: TaskList | { queue: TaskList }): TaskList {
  return 'tasks' in output && 'revision' in output ? output : output.queue;
}

const writers = new WeakMap<HutchClient, QueueWriter>();

/** The writer of this console: one for all that writes, so that writes keep their order. */
export function useQueueWriter(): QueueWriter {
  const client = useClient();
  let writer = writers.get(client);
  if (!writer) {
    writer = new QueueWriter(client);
    writers.set(client, writer);
  }
  return writer;
}
