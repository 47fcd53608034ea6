import type { Task } from '#shared/contract/tasks.ts';
import type { Tone } from '../components/Tag.tsx';
import { hasEnded, lastEnded } from '../stores/tasks-store.ts';

/** What the queue shows: what runs and waits; while nothing runs, first the task that ended last, so that its outcome is seen. */
export function queueRows(tasks: readonly Task[]): readonly Task[] {
  const open = tasks.filter((task) => !hasEnded(task.state));
  if (open.some((task) => task.state !== 'waiting')) return open;
  const last = lastEnded(tasks);
  return last ? [last, ...open] : open;
}

/** The word and tone of a task's state. */
export function taskTag({ state }: Task): { tone: Tone; word: string } {
  switch (state) {
    case 'running':
      return { tone: 'run', word: 'running' };
    case 'paused':
      return { tone: 'wait', word: 'paused' };
    case 'failed':
      return { tone: 'fault', word: 'failed' };
    case 'waiting':
    case 'succeeded':
    case 'stopped':
    case 'aborted':
    case 'interrupted':
    case 'cancelled':
      return { tone: 'off', word: state };
  }
}
