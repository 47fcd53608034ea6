import type { RequestInput } from '#shared/contract/api.ts';
import type { RunOutcome } from '#shared/contract/runs.ts';
import type { TaskState } from '#shared/contract/tasks.ts';

/** How what one looks for has ended. `none`: whatever it was. */
export type OutcomeFilter = 'any' | 'succeeded' | 'failed' | 'aborted' | 'open' | 'cancelled';
/** When what one looks for began; `days`: between two dates. */
export type TimeFilter = 'any' | 'today' | 'week' | 'month' | 'days';

/** What somebody looks for in the history. All conditions hold together; empty ones do not count. */
export interface HistoryFilter {
  text: string;
  plan: string;
  /** A device that was read, moved or named, by its dotted path. */
  device: string;
  outcome: OutcomeFilter;
  time: TimeFilter;
  /** For `days`: dates as `2026-11-22`, both included; empty for no bound. */
  fromDay: string;
  toDay: string;
}

/** Everything. */
export const NO_FILTER: HistoryFilter = {
  text: '',
  plan: '',
  device: '',
  outcome: 'any',
  time: 'any',
  fromDay: '',
  toDay: '',
};

type RunConditions = Pick<RequestInput<'runs.list'>, 'text' | 'plan' | 'device' | 'outcomes' | 'since' | 'until'>;
type TaskConditions = Pick<RequestInput<'tasks.history'>, 'text' | 'plan' | 'states'>;

const DAY_S = 86_400;

/** What can be chosen, in the words of the rows. A run does not tell stopped from succeeded, nor interrupted from aborted: its task does. */
export const OUTCOMES: readonly { id: OutcomeFilter; label: string }[] = [
  { id: 'any', label: 'any outcome' },
  { id: 'succeeded', label: 'succeeded or stopped' },
  { id: 'failed', label: 'failed' },
  { id: 'aborted', label: 'aborted or interrupted' },
  { id: 'open', label: 'open' },
  { id: 'cancelled', label: 'cancelled' },
];

const RUN_OUTCOMES: Record<OutcomeFilter, RunOutcome[] | null | undefined> = {
  any: undefined,
  succeeded: ['success'],
  failed: ['fail'],
  aborted: ['abort'],
  open: ['open'],
  cancelled: null,
};

const TASK_STATES: Record<OutcomeFilter, TaskState[] | null | undefined> = {
  any: undefined,
  succeeded: ['succeeded', 'stopped'],
  failed: ['failed'],
  aborted: ['aborted', 'interrupted'],
  open: null,
  cancelled: ['cancelled'],
};

/** Whether anything is looked for. */
export function isFiltered(filter: HistoryFilter): boolean {
  return (Object.keys(NO_FILTER) as (keyof HistoryFilter)[]).some((key) => filter[key] !== NO_FILTER[key]);
}

/** What to ask of the runs; `null` where no run can fit: a cancelled task has none. */
export function runConditions(filter: HistoryFilter, nowS: number): RunConditions | null {
  const outcomes = RUN_OUTCOMES[filter.outcome];
  if (outcomes === null) return null;
  return {
    ...words(filter),
    ...(filter.device && { device: filter.device }),
    ...(outcomes && { outcomes }),
    ...timeRange(filter, nowS),
  };
}

/** What to ask of the tasks; `null` where no task without a run can fit: nobody knows which devices it would have used. */
export function taskConditions(filter: HistoryFilter): TaskConditions | null {
  const states = TASK_STATES[filter.outcome];
  if (states === null || filter.device) return null;
  return { ...words(filter), ...(states && { states }) };
}

/** The time that is looked at, seconds since the epoch. `until` is not included. */
export function timeRange({ time, fromDay, toDay }: HistoryFilter, nowS: number): { since?: number; until?: number } {
  switch (time) {
    case 'any':
      return {};
    case 'today':
      return { since: startOfDay(new Date(nowS * 1000)) };
    case 'week':
      return { since: nowS - 7 * DAY_S };
    case 'month':
      return { since: nowS - 30 * DAY_S };
    case 'days':
      return { ...(fromDay && { since: dayS(fromDay, 0) }), ...(toDay && { until: dayS(toDay, 1) }) };
  }
}

function words({ text, plan }: HistoryFilter): Pick<RunConditions, 'text' | 'plan'> {
  const trimmed = text.trim();
  return { ...(trimmed && { text: trimmed }), ...(plan && { plan }) };
}

function startOfDay(date: Date): number {
  return new Date(date.getFullYear(), date.getMonth(), date.getDate()).getTime() / 1000;
}

/** Midnight at the beginning of a day, `more` days later, by the clock of this computer. */
function dayS(day: string, more: number): number {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number);
  return new Date(year, month - 1, date + more).getTime() / 1000;
}
