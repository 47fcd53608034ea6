import type { RunSummary } from '#shared/contract/runs.ts';
import type { Task } from '#shared/contract/tasks.ts';
import type { Tone } from '../components/Tag.tsx';

/** How a run or a task stands, in a word and the colour of its meaning. */
export interface Outcome {
  word: string;
  tone: Tone;
}

/** The outcome of a task. */
export function taskOutcome(task: Pick<Task, 'state'>): Outcome {
  switch (task.state) {
    case 'waiting':
      return { word: 'waiting', tone: 'off' };
    case 'running':
      return { word: 'running', tone: 'run' };
    case 'paused':
      return { word: 'paused', tone: 'wait' };
    case 'succeeded':
      return { word: 'succeeded', tone: 'off' };
    case 'stopped':
      return { word: 'stopped', tone: 'off' };
    case 'aborted':
      return { word: 'aborted', tone: 'fault' };
    case 'failed':
      return { word: 'failed', tone: 'fault' };
    case 'interrupted':
      return { word: 'interrupted', tone: 'fault' };
    case 'cancelled':
      return { word: 'cancelled', tone: 'off' };
  }
}

/** The outcome of a run, as its stop document tells it. */
export function runOutcome(run: Pick<RunSummary, 'exit_status'>): Outcome {
  switch (run.exit_status) {
    case null:
      return { word: 'open', tone: 'run' };
    case 'success':
      return { word: 'succeeded', tone: 'off' };
    case 'abort':
      return { word: 'aborted', tone: 'fault' };
    case 'fail':
      return { word: 'failed', tone: 'fault' };
  }
}

/** How many points a run has: those of `primary`, else of its longest stream. */
export function pointCount(run: Pick<RunSummary, 'num_events'>): number {
  return run.num_events.primary ?? Math.max(0, ...Object.values(run.num_events));
}
