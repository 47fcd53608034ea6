import type { Task } from '#shared/contract/tasks.ts';
import { DASH } from '../components/format-number.ts';
import { formatClock, formatDuration, formatShortClock } from '../components/format-time.ts';

const DAY_S = 86_400;
const weekday = new Intl.DateTimeFormat('en-GB', { weekday: 'short' });
const day = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short' });

/** How long a task takes: what it took, what it has taken of what is expected, or what is expected. `now`: seconds since the epoch. */
export function takesWords({ kind, started_at, ended_at, expected_s }: Task, now: number): string {
  if (kind === 'stop') return DASH;
  const expected = expected_s === null ? undefined : `~${formatDuration(expected_s)}`;
  if (started_at === null) return expected ?? DASH;
  if (ended_at !== null) return formatDuration(ended_at - started_at);
  const elapsed = formatDuration(now - started_at);
  return expected ? `${elapsed} of ${expected}` : elapsed;
}

/** When a task started, or is likely to. */
export function startsWords({ started_at, expected_start_at }: Task, now: number): string {
  if (started_at !== null) return clockWords(started_at, now);
  return expected_start_at === null ? DASH : estimateWords(expected_start_at, now);
}

/** When a task ended, or is likely to. */
export function endsWords({ ended_at, expected_end_at }: Task, now: number): string {
  if (ended_at !== null) return clockWords(ended_at, now);
  return expected_end_at === null ? DASH : estimateWords(expected_end_at, now);
}

/** A time that was measured: to the second, with its day if that is another one than today. */
function clockWords(at: number, now: number): string {
  return `${dayWords(at, now)}${formatClock(at)}`;
}

/** A time that is only likely: `~14:32`, `~Tue 02:14`. */
export function estimateWords(at: number, now: number): string {
  return `~${dayWords(at, now)}${formatShortClock(at)}`;
}

function dayWords(at: number, now: number): string {
  const then = new Date(at * 1000);
  if (then.toDateString() === new Date(now * 1000).toDateString()) return '';
  return `${Math.abs(at - now) < 6 * DAY_S ? weekday.format(then) : day.format(then)} `;
}
