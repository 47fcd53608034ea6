import { HutchError } from '#shared/errors.ts';
import type { CliContext } from '../cli-context.ts';
import type { ExitStatus } from '../exit-status.ts';
import { findRun } from '../find-run.ts';
import { shortId, taskName } from '../task-text.ts';
import { withRunning } from '../with-running.ts';
import { withRuns } from '../with-runs.ts';

export interface RunsChangeOptions {
  json?: boolean;
  url?: string;
}

/** `hutch runs rm UID... --yes`: for good, so it wants to be told twice. */
export async function runsRemove(
  context: CliContext,
  words: string[],
  options: RunsChangeOptions & { yes?: boolean },
): Promise<ExitStatus> {
  return withRuns<ExitStatus>(context, options, async (api) => {
    const runs = await Promise.all(words.map((word) => findRun(api, word)));
    const names = runs.map(({ uid, plan_name }) => `${plan_name ?? 'run'} ${shortId(uid)}`).join(', ');
    if (!options.yes)
      throw new HutchError('usage', `${names} would be deleted with all documents, for good: say it with --yes.`);
    const uids = runs.map(({ uid }) => uid);
    await api.request('runs.delete', { uids, confirm: true });
    context.terminal.out(options.json ? JSON.stringify({ deleted: uids }) : `deleted ${names}`);
    return 0;
  });
}

/** `hutch runs continue UID`: it needs a Hutch that runs, because a plan has to. */
export function runsContinue(context: CliContext, word: string, options: RunsChangeOptions): Promise<ExitStatus> {
  return withRunning<ExitStatus>(context, options, async (api) => {
    const { uid } = await findRun(api, word);
    const task = await api.request('runs.continue', { uid });
    const from = task.continues ? ` from point ${task.continues.from_point} of run ${shortId(uid)}` : '';
    context.terminal.out(options.json ? JSON.stringify(task) : `queued ${taskName(task)}${from}`);
    return 0;
  });
}
