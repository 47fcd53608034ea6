import { isBusy } from '#shared/contract/is-busy.ts';
import type { Task } from '#shared/contract/tasks.ts';
import type { StatusView, WorkerState } from '#shared/contract/worker.ts';
import { formatNumber } from '../components/format-number.ts';
import { formatDuration } from '../components/format-time.ts';
import type { Tone } from '../components/Tag.tsx';
import type { RunData } from '../stores/run-data.ts';

/** The state of the beamline in words, for the rail and the title of the window. */
export interface Headline {
  tone: Tone;
  /** In capitals in the rail: `RUNNING`. */
  word: string;
  /** Plan and progress: `scan · point 34 of 51 · 0:21 left`. */
  sentence: string;
  /** From 0 to 1; `null` when nobody knows. */
  fraction: number | null;
}

/** What a headline is made from. */
export interface HeadlineFacts {
  state: WorkerState;
  /** The task that runs or is paused. */
  task: Task | undefined;
  /** The task that ended last, unless its end has been read. */
  ended: Task | undefined;
  /** The current run, if it is of `task` or `ended`. */
  run: RunData | null;
  statuses: Readonly<Record<string, StatusView>>;
  pauseRequested: boolean;
  resumable: boolean;
  isConnected: boolean;
  /** Seconds since the epoch. */
  now: number;
}

/** Says the state in words. */
export function headlineOf(facts: HeadlineFacts): Headline {
  if (!facts.isConnected) {
    return { tone: 'fault', word: 'NO CONNECTION', sentence: lastKnown(facts), fraction: null };
  }
  const plan = facts.task?.name ?? 'a plan';
  const { sentence, fraction } = progressOf(facts);
  const words = [plan, ...sentence].join(' · ');
  switch (facts.state) {
    case 'RUNNING':
      return facts.pauseRequested
        ? { tone: 'wait', word: 'RUNNING', sentence: `${words} · pauses at the next checkpoint`, fraction }
        : { tone: 'run', word: 'RUNNING', sentence: words, fraction };
    case 'PAUSING':
    case 'SUSPENDING':
      return { tone: 'wait', word: facts.state, sentence: words, fraction };
    case 'PAUSED':
      return {
        tone: 'wait',
        word: 'PAUSED',
        sentence: [plan, sentence[0], resumeWords(facts)].filter(Boolean).join(' · '),
        fraction,
      };
    case 'STOPPING':
    case 'ABORTING':
    case 'HALTING':
      return { tone: 'fault', word: facts.state, sentence: `${plan} · cleaning up`, fraction };
    case 'PANICKED':
      return { tone: 'fault', word: 'PANICKED', sentence: 'restart Hutch', fraction: null };
    case 'UNKNOWN':
      return { tone: 'off', word: 'UNKNOWN', sentence: 'waiting for the host', fraction: null };
    case 'IDLE':
      return idleHeadline(facts);
  }
}

/** What was going on when the host was heard last. */
function lastKnown({ state, task, run }: HeadlineFacts): string {
  if (state === 'UNKNOWN') return 'nothing is known';
  const { point } = pointOf(run);
  const words = isBusy(state) ? [`${task?.name ?? 'a plan'} ${state.toLowerCase()}`, point] : [state.toLowerCase()];
  return `last known: ${words.filter(Boolean).join(' · ')}`;
}

/** What Resume will do. */
function resumeWords({ resumable, run }: HeadlineFacts): string {
  if (!resumable) return 'it cannot be resumed';
  const done = run?.primary?.length ?? 0;
  return done > 0 ? `resume takes point ${formatNumber(done + 1)}` : 'resume goes back to the last checkpoint';
}

function idleHeadline({ ended, run }: HeadlineFacts): Headline {
  const ready: Headline = { tone: 'off', word: 'IDLE', sentence: 'ready', fraction: null };
  if (!ended) return ready;
  const { point, fraction } = pointOf(run);
  const at = point ? ` at ${point}` : '';
  switch (ended.state) {
    case 'failed':
      return { tone: 'fault', word: 'FAILED', sentence: `${ended.name} · stopped${at}`, fraction };
    case 'interrupted':
      return { ...ready, sentence: `ready · ${ended.name} was interrupted${at}` };
    case 'aborted':
      return { ...ready, sentence: `ready · ${ended.name} was aborted${at}` };
    case 'stopped':
      return { ...ready, sentence: `ready · ${ended.name} was stopped${at}` };
    case 'succeeded':
      return { ...ready, sentence: `ready · ${ended.name} is done` };
    case 'waiting':
    case 'running':
    case 'paused':
    case 'cancelled':
      return ready;
  }
}

/** What the plan has done and has left, the first entry being the most telling. */
function progressOf({ run, statuses, now, state }: HeadlineFacts): { sentence: string[]; fraction: number | null } {
  const { point, fraction } = pointOf(run);
  if (point) {
    const left = state === 'RUNNING' ? timeLeft(run, now) : undefined;
    return { sentence: left === undefined ? [point] : [point, `${formatDuration(left)} left`], fraction };
  }
  const views = Object.values(statuses);
  const moving = views.map(statusWords);
  const known = views.map(({ percentage }) => percentage).filter((each) => each !== null);
  return { sentence: moving.slice(0, 2), fraction: known.length > 0 ? Math.min(...known) : null };
}

function pointOf(run: RunData | null): { point?: string; fraction: number | null } {
  const done = run?.primary?.length ?? 0;
  const total = run?.numPoints;
  if (!run || (done === 0 && total === undefined)) return { fraction: null };
  if (total === undefined) return { point: `point ${formatNumber(done)}`, fraction: null };
  return { point: `point ${formatNumber(done)} of ${formatNumber(total)}`, fraction: Math.min(1, done / total) };
}

/** Seconds that the points still need if they go on as they did so far; known from the second point on. */
function timeLeft(run: RunData | null, now: number): number | undefined {
  const { primary, numPoints } = run ?? {};
  const done = primary?.length ?? 0;
  const first = primary?.time.at(0);
  const last = primary?.time.at(done - 1);
  if (numPoints === undefined || done < 2 || first === undefined || last === undefined) return undefined;
  const perPoint = (last - first) / (done - 1);
  const sinceLast = Math.min(Math.max(0, now - last), perPoint);
  return Math.max(0, (numPoints - done) * perPoint - sinceLast);
}

function statusWords({ display_name, target, unit, precision }: StatusView): string {
  const name = display_name.replaceAll('-', '.');
  if (target === null) return name;
  return `${name} to ${formatNumber(target, precision)}${unit ? ` ${unit}` : ''}`;
}
