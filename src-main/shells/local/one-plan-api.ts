import type { RequestInput, RequestName, RequestOutput } from '#shared/contract/index.ts';
import { HutchError } from '#shared/errors.ts';
import type { HostApi } from '../../host/api/host-api.ts';
import type { Origin } from '../../host/api/origin.ts';

/** What is done to a queue that stays: something that waits would never run, and what it is set to would be gone with the process. */
const QUEUEING: ReadonlySet<RequestName> = new Set<RequestName>([
  'tasks.submit',
  'runs.continue',
  'queue.add',
  'queue.duplicate',
  'queue.requeue',
  'queue.table',
  'queue.start',
  'queue.set',
  'lists.load',
  'lists.save',
  'lists.remove',
]);

/**
 * The api of a Hutch that runs one plan and ends with it, for others: they may look at it, pause it and end it. What they would put into its
 * queue, or set it to, would be lost, so that is refused with `not_allowed`. `queue.stop` is refused by no Hutch: here nothing starts anyhow.
 */
export function onePlanApi(api: HostApi): HostApi {
  return {
    request<N extends RequestName>(method: N, input: RequestInput<N>, origin?: Origin): Promise<RequestOutput<N>> {
      if (!QUEUEING.has(method)) return api.request(method, input, origin);
      const sentence =
        'The Hutch of this workspace runs one plan and ends with it ("hutch run"): it has no queue. Wait until it has ended, and start one that stays with "hutch serve".';
      return Promise.reject(new HutchError('not_allowed', sentence));
    },
    subscribe: (stream, params, sink) => api.subscribe(stream, params, sink),
  };
}
