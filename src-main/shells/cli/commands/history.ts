import type { Task } from '#shared/contract/index.ts';
import { alignColumns } from '../align-columns.ts';
import type { CliContext } from '../cli-context.ts';
import type { ExitStatus } from '../exit-status.ts';
import { shortId } from '../task-text.ts';
import { dateTime, durationText } from '../time-text.ts';
import { withRunning } from '../with-running.ts';

export interface HistoryOptions {
  json?: boolean;
  url?: string;
  plan?: string;
  state?: string[];
  limit: number;
}

/** `hutch history [TEXT]`: the items that ended, the newest first. */
export function history(context: CliContext, text: string | undefined, options: HistoryOptions): Promise<ExitStatus> {
  const { json, plan, state, limit } = options;
  return withRunning<ExitStatus>(context, options, async (api) => {
    const { tasks, more } = await api.request('tasks.history', {
      limit,
      ...(text !== undefined && { text }),
      ...(plan !== undefined && { plan }),
      ...(state && { states: state }),
    });
    const lines = json ? tasks.map((task) => JSON.stringify(task)) : alignColumns(tasks.map(row));
    for (const line of lines) context.terminal.out(line);
    if (more && !json) context.terminal.err(`older ones are not shown: --limit takes more than ${limit}`);
    return 0;
  });
}

function row(task: Task): string[] {
  const { task_id, name, state, purpose, submitted_by, started_at, ended_at, run_uids, error } = task;
  const took = started_at === null || ended_at === null ? '' : durationText(ended_at - started_at);
  return [
    ended_at === null ? '' : dateTime(ended_at),
    shortId(task_id),
    name,
    state,
    took,
    submitted_by,
    run_uids.map(shortId).join(' '),
    purpose ?? '',
    error?.message ?? '',
  ];
}
