import type { Task } from '#shared/contract/index.ts';
import { HutchError } from '#shared/errors.ts';
import type { JournalledQueue } from '../task-journal.ts';
import { taskError } from '../task-outcome.ts';
import { HUTCH } from './asker.ts';
import { type QueueStop, stopAtStart } from './queue-stop.ts';

/** The queue of a process that has begun, by what the one before has left. */
export interface RestoredQueue {
  /** Oldest first. */
  readonly ended: readonly Task[];
  /** In their order. */
  readonly waiting: readonly Task[];
  /** What was running when the process before was killed; they are the last of `ended`. */
  readonly interrupted: readonly Task[];
  readonly stopped: QueueStop | null;
}

/**
 * Closes what the death of a process has cut off: a task that was running is interrupted and held. Nothing starts by itself where something
 * waits, or was interrupted. Done twice, because Hutch was killed before the first could be stored, it gives the same.
 * @param now seconds since the epoch
 */
export function restoredQueue({ open, ended, settings, isOfOneRun }: JournalledQueue, now: number): RestoredQueue {
  const waiting = open.filter(({ state }) => state === 'waiting');
  const interrupted = open.filter(({ state }) => state !== 'waiting').map((task) => interruptedTask(task, now));
  const before = settings?.stopped ?? null;
  const byOrder = (a: Task, b: Task) => (a.ended_at ?? 0) - (b.ended_at ?? 0);
  return {
    ended: [...[...ended].sort(byOrder), ...interrupted],
    waiting,
    interrupted,
    stopped: stopAfterwards(waiting.length, before, interrupted.length > 0 && !isOfOneRun),
  };
}

/** Where nothing waits, a stop because of a failure was for tasks that are not there any more; any other stays until a person starts the queue. */
function stopAfterwards(waiting: number, before: QueueStop | null, wasKilled: boolean): QueueStop | null {
  if (waiting > 0 || wasKilled || before?.by === 'restart') return stopAtStart(waiting, before);
  return before?.by === 'operator' ? before : null;
}

function interruptedTask(task: Task, now: number): Task {
  const sentence = `${task.name} was interrupted: Hutch, or its machine, was killed while it ran.`;
  const error = new HutchError('plan_halt', sentence);
  const { trace: _trace, ...plain } = error.toPlain();
  return {
    ...task,
    state: 'interrupted',
    ended_at: now,
    hold: { reason: sentence, by: HUTCH, at: now },
    outcome: { ...taskError(error), type: 'interrupted' },
    error: plain,
  };
}
