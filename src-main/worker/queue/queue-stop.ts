import type { QueueSettings } from '../task-journal.ts';

/**
 * Why no task starts by itself. What an operator or a new start of Hutch has stopped waits for `queue.start`; what a failure has stopped
 * also goes on when nothing waits any more (decision 0008).
 */
export type QueueStop = NonNullable<QueueSettings['stopped']>;

/** The reason as clients get it. What had been said before Hutch was started anew is not lost. */
export function stopReason({ reason, earlier }: QueueStop): string {
  return earlier === undefined ? reason : `${reason} Before that: ${earlier}`;
}

/** The stop after a start of Hutch, that finds `waiting` tasks, in a queue that had the stop `before`. */
export function stopAtStart(waiting: number, before: QueueStop | null): QueueStop {
  const earlier = before?.by === 'restart' ? before.earlier : before?.reason;
  return {
    by: 'restart',
    reason: `Hutch was started anew${waitingText(waiting)}. Start the queue when you are ready.`,
    ...(earlier !== undefined && { earlier }),
  };
}

function waitingText(waiting: number): string {
  if (waiting === 0) return '';
  return waiting === 1 ? ': 1 task waits' : `: ${waiting} tasks wait`;
}
