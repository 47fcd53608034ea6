import { z } from 'zod';
import { create } from 'zustand';
import { QueueChange } from '#shared/contract/tasks.ts';
import { HutchError } from '#shared/errors.ts';

/** Why something was not done to the queue. */
export interface QueueNotice {
  /** `wait`: somebody was faster, look again. `fault`: it cannot be done. */
  kind: 'wait' | 'fault';
  /** What was not done. */
  title: string;
  /** Why. */
  text: string;
}

/** What the queue has to say to who acts on it; one thing at a time, the last one. */
export const useQueueNotice = create<{ notice: QueueNotice | null }>(() => ({ notice: null }));

const Changes = z.array(QueueChange);
const MOST_CHANGES = 3;

/** Tells why a write was refused: `what` is a sentence without its end, `count was not moved`. */
export function noticeRefusal(what: string, thrown: unknown): void {
  const error = HutchError.from(thrown);
  if (error.code === 'cancelled') return;
  useQueueNotice.setState({
    notice: { kind: error.code === 'conflict' ? 'wait' : 'fault', title: `${what}.`, text: refusalWords(error) },
  });
}

/** Why a write was refused, in a sentence; of a conflict, who did what meanwhile. */
export function refusalWords(error: HutchError): string {
  const changes = error.code === 'conflict' ? (Changes.safeParse(error.details?.changes).data ?? []) : [];
  if (changes.length === 0) return error.message;
  const said = changes.slice(-MOST_CHANGES).map(({ by, what }) => `${by}: ${what}`);
  const more = changes.length - said.length;
  return ['The queue has changed meanwhile.', ...(more > 0 ? [`${more} earlier changes, then`] : []), ...said].join(
    ' ',
  );
}

/** Takes the notice away: it was read, or something was done since. */
export function clearNotice(): void {
  if (useQueueNotice.getState().notice) useQueueNotice.setState({ notice: null });
}
