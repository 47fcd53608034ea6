import type {
  HostEvent,
  RequestInput,
  RequestName,
  RequestOutput,
  StreamItem,
  StreamName,
  StreamParams,
  WorkerState,
} from '#shared/contract/index.ts';
import type { HostApi, StreamSink, Subscription } from '../../host/api/host-api.ts';
import { aTaskList } from './a-task-list.ts';

type Answer = (input: never) => unknown;

/**
 * A host for tests of the fronts: it records what is asked, answers from a table, and publishes what the test says.
 * `worker.status` follows {@link FakeHostApi.enterState}, the queue is empty and runs; any other request without an answer gets `{}`.
 */
export class FakeHostApi implements HostApi {
  /** Methods asked, in order. */
  readonly asked: string[] = [];
  readonly #answers = new Map<string, Answer>();
  readonly #sinks = new Map<StreamName, Set<StreamSink<never>>>();
  #seq = 0;
  #state: WorkerState = 'IDLE';

  /** How many subscriptions stand. */
  get subscriptions(): number {
    return [...this.#sinks.values()].reduce((sum, sinks) => sum + sinks.size, 0);
  }

  /** Sets what a method answers; what `answer` throws is what the request rejects with. */
  on<N extends RequestName>(
    method: N,
    answer: (input: RequestInput<N>) => RequestOutput<N> | Promise<RequestOutput<N>>,
  ): this {
    this.#answers.set(method, answer as Answer);
    return this;
  }

  /** Publishes a worker event with a new state. */
  enterState(state: WorkerState): void {
    this.#state = state;
    const event: HostEvent = { type: 'worker', state, task_status: null, errors: [], warnings: [] };
    this.publish('events', event);
  }

  publish<N extends StreamName>(stream: N, item: StreamItem<N>): void {
    this.#seq += 1;
    for (const sink of this.#sinks.get(stream) ?? [])
      (sink as unknown as StreamSink<N>)({ seq: this.#seq, items: [item] });
  }

  async request<N extends RequestName>(method: N, input: RequestInput<N>): Promise<RequestOutput<N>> {
    this.asked.push(method);
    const answer = this.#answers.get(method);
    if (answer) return (await answer(input as never)) as RequestOutput<N>;
    const status = { state: this.#state, since: 0, task_id: null, resumable: true, pause_requested: false };
    const known: Partial<Record<RequestName, unknown>> = { 'worker.status': status, 'tasks.list': aTaskList([]) };
    return (known[method] ?? {}) as RequestOutput<N>;
  }

  subscribe<N extends StreamName>(stream: N, _params: StreamParams<N>, sink: StreamSink<N>): Subscription {
    const sinks = this.#sinks.get(stream) ?? new Set();
    this.#sinks.set(stream, sinks.add(sink as unknown as StreamSink<never>));
    return { seq: this.#seq, dispose: () => void sinks.delete(sink as unknown as StreamSink<never>) };
  }
}
