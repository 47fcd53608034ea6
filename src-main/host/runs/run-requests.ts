import type { RequestName } from '#shared/contract/index.ts';
import type { RunStore } from '../../store/run-store.ts';
import type { RequestHandlers } from '../api/host-service.ts';
import type { Origin } from '../api/origin.ts';
import type { DurablePublisher } from '../streams/durable-publisher.ts';
import { durableWrites } from '../streams/durable-writes.ts';
import type { RunContinuation } from './run-continuation.ts';

export interface RunParts {
  readonly store: RunStore;
  readonly publisher: DurablePublisher;
  readonly continuation: RunContinuation;
}

type RunRequests = Pick<RequestHandlers, Extract<RequestName, `runs.${string}` | `store.${string}`>>;

/** The requests about runs that were made, and about where they are kept. */
export function runRequests({ store, publisher, continuation }: RunParts): RunRequests {
  return {
    'runs.list': (query) => continuation.offered(store.runs(query)),
    'runs.get': ({ uid }) => {
      const run = store.run(uid);
      return continuation.offered([run])[0] ?? run;
    },
    'runs.documents': ({ uid, offset, limit }) => store.documents(uid, offset, limit),
    'runs.export': ({ stream, ...request }) => store.export({ ...request, ...(stream !== undefined && { stream }) }),
    'runs.delete': async ({ uids }) => {
      store.delete(uids);
      await publisher.durable();
      return {};
    },
    ...durableWrites(
      { 'runs.continue': ({ uid }: { uid: string }, origin: Origin) => continuation.submit(uid, origin) },
      publisher,
    ),
    'store.status': () => store.status(),
  };
}
