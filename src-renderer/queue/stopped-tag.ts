import type { Task } from '#shared/contract/tasks.ts';
import type { Tone } from '../components/Tag.tsx';

/** In a few words why a queue does not run. */
export interface StoppedTag {
  word: string;
  tone: Tone;
  /** The reason stands in full above the plot until it was read: here it would only be cut. */
  isTold: boolean;
}

/** The words for a queue that is stopped for `reason`; `last` is the task that ended last, which may be why. */
export function stoppedTag(reason: string | null, last: Task | undefined): StoppedTag {
  const message = last?.error?.message.replace(/[.!?]$/, '');
  if (message === undefined || !reason?.startsWith(message)) return { word: 'stopped', tone: 'off', isTold: false };
  return last?.state === 'failed'
    ? { word: 'stopped after a failure', tone: 'fault', isTold: true }
    : { word: 'stopped after an abort', tone: 'wait', isTold: false };
}
