import type { Task } from '#shared/contract/tasks.ts';
import type { Tone } from '../components/Tag.tsx';
import { hasEnded, isHeldEnd, lastEnded } from '../stores/tasks-store.ts';

/**
 * What the queue shows, from the past to the future: what has ended and asks for a decision, what runs, what waits in the order in which it
 * will run. While nothing runs, the task that ended well last stands first, so that its outcome is seen.
 */
export function queueRows(tasks: readonly Task[]): readonly Task[] {
  const shown = tasks.filter((task) => !hasEnded(task.state) || isHeldEnd(task));
  if (shown.some(({ state }) => state === 'running' || state === 'paused')) return shown;
  const last = lastEnded(tasks);
  return last && (last.state === 'succeeded' || last.state === 'stopped') ? [last, ...shown] : shown;
}

/** The word and tone of a task's state. */
export function taskTag({ state, hold }: Pick<Task, 'state' | 'hold'>): { tone: Tone; word: string } {
  const held = hold ? ', held' : '';
  switch (state) {
    case 'running':
      return { tone: 'run', word: 'running' };
    case 'paused':
      return { tone: 'wait', word: 'paused' };
    case 'failed':
      return { tone: 'fault', word: `failed${held}` };
    case 'aborted':
    case 'interrupted':
      return { tone: 'wait', word: `${state}${held}` };
    case 'waiting':
      return hold ? { tone: 'wait', word: `held: ${hold.reason} (${hold.by})` } : { tone: 'off', word: 'waiting' };
    case 'succeeded':
    case 'stopped':
    case 'cancelled':
      return { tone: 'off', word: state };
  }
}

/** The word of a task's state while nobody can say whether it still holds: what was going on may have ended. */
export function lastTaskTag(task: Pick<Task, 'state' | 'hold'>): { tone: Tone; word: string } {
  const { tone, word } = taskTag(task);
  return task.state === 'running' || task.state === 'paused' ? { tone: 'off', word: `was ${word}` } : { tone, word };
}

/** What one task is called in a sentence: its plan, or the instruction to stop. */
export function taskName({ kind, name }: Pick<Task, 'kind' | 'name'>): string {
  return kind === 'stop' ? 'the stop' : name;
}

/** Some tasks in a sentence: `count`, `3 items`. */
export function tasksInWords(tasks: readonly Task[]): string {
  const [first] = tasks;
  return tasks.length === 1 && first ? taskName(first) : `${tasks.length} items`;
}
