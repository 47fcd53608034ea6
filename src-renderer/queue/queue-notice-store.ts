import { create } from 'zustand';
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

/** Tells why a write was refused: `what` is a sentence without its end, `count was not moved`. */
export function noticeRefusal(what: string, thrown: unknown): void {
  const error = HutchError.from(thrown);
  if (error.code === 'cancelled') return;
  useQueueNotice.setState({
    notice: { kind: error.code === 'conflict' ? 'wait' : 'fault', title: `${what}.`, text: error.message },
  });
}

/** Takes the notice away: it was read, or something was done since. */
export function clearNotice(): void {
  if (useQueueNotice.getState().notice) useQueueNotice.setState({ notice: null });
}
