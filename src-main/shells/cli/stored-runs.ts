import { REQUESTS, type RequestInput, type RequestName, type RequestOutput } from '#shared/contract/index.ts';
import { HutchError } from '#shared/errors.ts';
import type { OpenedStore } from '../../host/workspace/workspace-store.ts';
import type { RequestApi } from './remote-host.ts';

/** What of a store the command line uses. */
export type KeptRuns = Pick<
  OpenedStore['runs'],
  'runs' | 'run' | 'documents' | 'export' | 'delete' | 'commit' | 'sync' | 'status'
>;

/** The requests that a store answers alone. */
type StoredRequest = Exclude<Extract<RequestName, `runs.${string}` | `store.${string}`>, 'runs.continue'>;
type Answers = {
  [N in StoredRequest]: (input: RequestOutputOfInput<N>) => RequestOutput<N> | Promise<RequestOutput<N>>;
};
/** A request's input after its schema. */
type RequestOutputOfInput<N extends RequestName> = ReturnType<(typeof REQUESTS)[N]['input']['parse']>;

/** The recorded runs of a workspace for which no Hutch runs. Whether a run can be continued is not known without its plan, so none is offered. */
export class StoredRuns implements RequestApi {
  readonly #answers: Answers;

  constructor(store: KeptRuns) {
    this.#answers = {
      'runs.list': (query) => store.runs(query).map((run) => ({ ...run, continue_from: null })),
      'runs.get': ({ uid }) => ({ ...store.run(uid), continue_from: null }),
      'runs.documents': ({ uid, offset, limit }) => store.documents(uid, offset, limit),
      'runs.export': ({ stream, ...request }) => store.export({ ...request, ...(stream !== undefined && { stream }) }),
      'runs.delete': async ({ uids }) => {
        store.delete(uids);
        store.commit();
        await store.sync();
        return {};
      },
      'store.status': () => store.status(),
    };
  }

  /** As `HostApi.request`; rejects with `unavailable` what needs a Hutch that runs. */
  async request<N extends RequestName>(method: N, input: RequestInput<N>): Promise<RequestOutput<N>> {
    if (!Object.hasOwn(this.#answers, method))
      throw new HutchError('unavailable', `${method} needs a Hutch that runs: start one with "hutch serve".`);
    const parsed = REQUESTS[method].input.safeParse(input);
    if (!parsed.success) {
      const issues = parsed.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`);
      throw new HutchError('bad_request', `The request is wrong: ${issues.join('; ')}.`);
    }
    const answer = this.#answers[method as StoredRequest] as (input: unknown) => unknown;
    return (await answer(parsed.data)) as RequestOutput<N>;
  }
}
