import type { CliContext } from '../cli-context.ts';
import type { ExitStatus } from '../exit-status.ts';
import { type RunningStatus, runningStatus } from '../running-status.ts';
import { taskName } from '../task-text.ts';
import { clockTime, durationText, nearTime } from '../time-text.ts';
import { withRunning } from '../with-running.ts';

/** `hutch status`: what the Hutch of the workspace does now. */
export function status(context: CliContext, options: { json?: boolean; url?: string }): Promise<ExitStatus> {
  return withRunning<ExitStatus>(context, options, async (api, holder) => {
    const now = await runningStatus(api, holder);
    const lines = options.json ? [JSON.stringify(now)] : statusLines(now, Date.now() / 1000);
    for (const line of lines) context.terminal.out(line);
    return 0;
  });
}

/** A status in lines of text; `now` in seconds since the epoch. */
export function statusLines(status: RunningStatus, now: number): string[] {
  const { holder, workspace, version, notices, changed_files } = status;
  return [
    planLine(status, now),
    queueSentence(status),
    ...notices.map(({ at, level, message }) => `${level} ${nearTime(at, now)}: ${message}`),
    ...(changed_files.length > 0
      ? [`changed since they were loaded ("hutch env reload"): ${changed_files.join(', ')}`]
      : []),
    `workspace ${workspace.name}${workspace.state_dir === null ? ', nothing is kept' : ` (${workspace.state_dir})`}`,
    holder ?? `Hutch ${version}`,
  ];
}

function planLine({ worker, task, point, points }: RunningStatus, now: number): string {
  const state = worker.pause_requested ? `${worker.state}, pauses at the next checkpoint` : worker.state;
  if (!task) return state;
  const left = task.expected_end_at === null ? null : task.expected_end_at - now;
  const facts = [
    ...(point === null ? [] : [points === null ? `${point} points` : `point ${point} of ${points}`]),
    ...(task.started_at === null ? [] : [`since ${clockTime(task.started_at)}`]),
    ...(left === null || left <= 0 ? [] : [`${durationText(left)} left`]),
    `by ${task.submitted_by}`,
  ];
  return `${state}  ${taskName(task)}: ${facts.join(', ')}`;
}

function queueSentence({ queue }: RunningStatus): string {
  const { running, reason, waiting, held, revision } = queue;
  const state = running ? 'runs' : `stopped${reason ? `: ${reason.replace(/\.$/, '')}` : ''}`;
  const heldPart = held > 0 ? `, ${held} held as they ended` : '';
  return `queue ${state}; ${waiting === 0 ? 'nothing waits' : `${waiting} waiting`}${heldPart}; revision ${revision}`;
}
