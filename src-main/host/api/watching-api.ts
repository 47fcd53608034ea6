import {
  REQUESTS,
  type RequestInput,
  type RequestName,
  type RequestOutput,
  type StreamName,
  type StreamParams,
} from '#shared/contract/index.ts';
import { HutchError } from '#shared/errors.ts';
import type { HostApi, StreamSink, Subscription } from './host-api.ts';

/** What changes nothing. Whatever is not here is refused: a request that is added to the contract is refused until it is put here. */
const READING: ReadonlySet<RequestName> = new Set<RequestName>([
  'host.info',
  'env.get',
  'plans.list',
  'plans.get',
  'plans.inspect',
  'plans.messages',
  'devices.list',
  'devices.get',
  'devices.read',
  'devices.signals',
  'sim.list',
  'tasks.check',
  'tasks.list',
  'tasks.get',
  'tasks.history',
  'queue.check_table',
  'queue.export',
  'lists.list',
  'worker.status',
  'runs.list',
  'runs.get',
  'runs.documents',
  'runs.export',
  'store.status',
  'log.recent',
]);

/**
 * `api`, to look at only: what another Hutch does. Its `host.info` says `watching`; a request that would change anything is refused with
 * `not_allowed`.
 */
export function watchingApi(api: HostApi): HostApi {
  return {
    async request<N extends RequestName>(method: N, input: RequestInput<N>): Promise<RequestOutput<N>> {
      // One that is not of the contract is answered as ever.
      if (Object.hasOwn(REQUESTS, method) && !READING.has(method)) throw refusal(method);
      const output = await api.request(method, input);
      return method === 'host.info' ? asWatched(output) : output;
    },
    subscribe<N extends StreamName>(stream: N, params: StreamParams<N>, sink: StreamSink<N>): Subscription {
      if (stream !== 'host') return api.subscribe(stream, params, sink);
      return api.subscribe(stream, params, ({ seq, items }) => sink({ seq, items: items.map(asWatched) }));
    },
  };
}

/** The item of the `host` stream, or the answer to `host.info`: both are a `HostInfo`. */
function asWatched<T>(info: T): T {
  return { ...info, watching: true };
}

function refusal(method: string): HutchError {
  const sentence = `${method} is not possible here: this console watches a Hutch that another process is. Ask there, or on its command line.`;
  return new HutchError('not_allowed', sentence);
}
