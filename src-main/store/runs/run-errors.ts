import { HutchError } from '#shared/errors.ts';
import type { RunStoreEntry } from '../run-store.ts';

/** There is no run with this uid. */
export function unknownRun(uid: string, hint = 'It may have been deleted.'): HutchError {
  return new HutchError('unknown_run', `There is no run ${uid}. ${hint}`);
}

/** A document that cannot be filed: nobody opened its run, or it is closed, or it opens one that is there already. */
export function strangerDocument({ name, doc }: RunStoreEntry): HutchError {
  return name === 'start'
    ? new HutchError('internal', `Run ${String(doc.uid)} is in the store already: it cannot begin again.`)
    : new HutchError('internal', `A document "${name}" belongs to no open run that the store knows.`);
}
