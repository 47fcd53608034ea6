import type { RunSummary } from '#shared/contract/index.ts';
import { alignColumns } from '../align-columns.ts';
import type { CliContext } from '../cli-context.ts';
import type { ExitStatus } from '../exit-status.ts';
import { findRun } from '../find-run.ts';
import { dateTime, durationText } from '../time-text.ts';
import { withRuns } from '../with-runs.ts';

/** `hutch runs show UID`: a run, its streams, and its start document. With `json` one line: the summary with `start`. */
export function runsShow(
  context: CliContext,
  word: string,
  options: { json?: boolean; url?: string },
): Promise<ExitStatus> {
  return withRuns<ExitStatus>(context, options, async (api) => {
    const run = await findRun(api, word);
    const { documents } = await api.request('runs.documents', { uid: run.uid, limit: 1 });
    const start = documents[0]?.doc ?? {};
    const lines = options.json ? [JSON.stringify({ ...run, start })] : runLines(run, start);
    for (const line of lines) context.terminal.out(line);
    return 0;
  });
}

/** Keys of the start document that the lines above it say already. */
const SAID = new Set(['uid', 'time', 'scan_id', 'plan_name', 'purpose', 'task_id']);

function runLines(run: RunSummary, start: Record<string, unknown>): string[] {
  const took = run.ended_at === null ? '' : `, took ${durationText(run.ended_at - run.started_at)}`;
  const streams = Object.entries(run.num_events).map(([stream, count]) => `${stream} ${count}`);
  const rows = [
    ['run', run.uid],
    ['scan id', run.scan_id === null ? '' : String(run.scan_id)],
    ['plan', run.plan_name ?? ''],
    ['purpose', run.purpose ?? ''],
    ['task', run.task_id ?? ''],
    ['started', `${dateTime(run.started_at)}${took}`],
    ['ended as', `${run.exit_status ?? 'open'}${run.reason ? `: ${run.reason}` : ''}`],
    ['events', streams.join(', ') || 'none'],
    ['continue', run.continue_from === null ? '' : `from point ${run.continue_from}: hutch runs continue ${run.uid}`],
    ...Object.entries(start).flatMap(([key, value]) => (SAID.has(key) ? [] : [[key, JSON.stringify(value)]])),
  ];
  return alignColumns(rows.filter(([, value]) => value !== ''));
}
