import type { RunDocuments } from '#shared/contract/runs.ts';
import { HutchError } from '#shared/errors.ts';
import type { HutchClient } from '../client/hutch-client.ts';
import { RunData } from './run-data.ts';

/** Documents of one request: taking them apart costs a few milliseconds, so that the page stays alive whatever the length of the run. */
const PAGE_DOCUMENTS = 5_000;
/** Plots are drawn again this often while a run is being loaded: each drawing goes over all points. */
const SHOW_EVERY_MS = 400;

/** A run as far as it has been loaded. */
export interface LoadedPart {
  /** The same object every time; it has grown. */
  run: RunData;
  /** Number of the last item of the `events` stream that it includes. */
  throughSeq: number;
  isComplete: boolean;
}

/**
 * Fetches a run part by part, and tells from time to time how far it has come; the last part is complete. Rejects with `unknown_run`,
 * `cancelled` (by `signal`), or what the request fails with.
 */
export async function* loadRun(client: HutchClient, uid: string, signal: AbortSignal): AsyncGenerator<LoadedPart> {
  let run: RunData | undefined;
  let shownAt = Number.NEGATIVE_INFINITY;
  let offset: number | null = 0;
  while (offset !== null) {
    const part: RunDocuments = await client.request(
      'runs.documents',
      { uid, offset, limit: PAGE_DOCUMENTS },
      { signal },
    );
    if (run) for (const { name, doc } of part.documents) run.append(name, doc);
    else run = RunData.fromDocuments(part.documents);
    if (!run) throw new HutchError('unknown_run', `Hutch has no start document of run ${uid}`);
    offset = part.next;
    const isComplete = offset === null;
    if (!isComplete && performance.now() - shownAt < SHOW_EVERY_MS) continue;
    shownAt = performance.now();
    yield { run, throughSeq: part.through_seq, isComplete };
  }
}
