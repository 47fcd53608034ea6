import type { RunOutcome, RunQuery, RunSummary } from '#shared/contract/index.ts';
import { alignColumns } from '../align-columns.ts';
import type { CliContext } from '../cli-context.ts';
import type { ExitStatus } from '../exit-status.ts';
import { pairs } from '../item-description.ts';
import { parseTime } from '../parse-time.ts';
import { shortId } from '../task-text.ts';
import { dateTime, durationText } from '../time-text.ts';
import { withRuns } from '../with-runs.ts';

export interface RunsListOptions {
  json?: boolean;
  url?: string;
  plan?: string;
  device?: string;
  outcome?: RunOutcome[];
  since?: string;
  until?: string;
  set?: string[];
  limit: number;
}

/** `hutch runs ls [TEXT]`: the runs that answer to all conditions, the newest first. With `json` a run a line. */
export async function runsList(
  context: CliContext,
  text: string | undefined,
  options: RunsListOptions,
): Promise<ExitStatus> {
  const query = queryOf(text, options, Date.now() / 1000);
  return withRuns<ExitStatus>(context, options, async (api) => {
    const runs = await api.request('runs.list', query);
    const lines = options.json ? runs.map((run) => JSON.stringify(run)) : alignColumns(runs.map(row));
    for (const line of lines) context.terminal.out(line);
    if (runs.length === query.limit && !options.json)
      context.terminal.err(`older ones may not be shown: --limit takes more than ${query.limit}`);
    return 0;
  });
}

function queryOf(text: string | undefined, options: RunsListOptions, now: number): RunQuery {
  const { plan, device, outcome, since, until, set, limit } = options;
  return {
    limit,
    ...(text !== undefined && { text }),
    ...(plan !== undefined && { plan }),
    ...(device !== undefined && { device }),
    ...(outcome && { outcomes: outcome }),
    ...(since !== undefined && { since: parseTime(since, now) }),
    ...(until !== undefined && { until: parseTime(until, now) }),
    ...(set && { metadata: Object.fromEntries(Object.entries(pairs(set)).map(([key, value]) => [key, typed(value)])) }),
  };
}

/** A value of a start document as it is typed: a number or a truth value where it is one, else a word. */
function typed(text: string): string | number | boolean {
  if (text === 'true' || text === 'false') return text === 'true';
  return text.trim() !== '' && Number.isFinite(Number(text)) ? Number(text) : text;
}

function row(run: RunSummary): string[] {
  const { uid, scan_id, plan_name, started_at, ended_at, exit_status, num_events, purpose, reason } = run;
  const points = num_events.primary ?? 0;
  return [
    dateTime(started_at),
    shortId(uid),
    scan_id === null ? '' : String(scan_id),
    plan_name ?? '',
    exit_status ?? 'open',
    `${points} point${points === 1 ? '' : 's'}`,
    ended_at === null ? '' : durationText(ended_at - started_at),
    purpose ?? '',
    reason,
  ];
}
