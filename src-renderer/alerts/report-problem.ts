import { HutchError } from '#shared/errors.ts';
import { raiseAlert } from '../stores/alerts-store.ts';

/** Shows as an alert that something did not work: `what` is a sentence without its end, the error tells why. */
export function reportProblem(what: string, thrown: unknown): void {
  const error = HutchError.from(thrown);
  if (error.code === 'cancelled') return;
  raiseAlert({
    id: `problem:${what}`,
    kind: 'fault',
    title: `${what}.`,
    text: error.message,
    detail: error.code,
    time: Date.now() / 1000,
    actions: [],
    isDismissible: true,
  });
}
