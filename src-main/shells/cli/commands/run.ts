import type { Task } from '#shared/contract/index.ts';
import type { HostApi } from '../../../host/api/host-api.ts';
import { endRun } from '../../run-control/end-run.ts';
import type { CliContext } from '../cli-context.ts';
import type { ExitStatus } from '../exit-status.ts';
import { followTask } from '../follow-task.ts';
import { readRequest } from '../read-request.ts';
import { jsonReport, textReport } from '../run-report.ts';
import { type SupplementalOptions, supplementalNames } from '../supplemental-options.ts';
import { withHost } from '../with-host.ts';

/** How long a plan that was interrupted may clean up; the second Ctrl-C is how a person shortens it. */
const CLEANUP_LIMIT_MS = 10 * 60_000;

function statusOf(task: Task, interrupted: boolean): ExitStatus {
  if (interrupted) return 130;
  return task.state === 'succeeded' || task.state === 'stopped' ? 0 : 1;
}

/** Ends the plan when the person says so: the first time through its cleanup, the second time without. */
function endOnInterrupt({ interrupts, terminal }: CliContext, api: HostApi): () => void {
  const end = (count: number): void => {
    terminal.err(
      count === 1
        ? 'interrupted: the plan aborts and cleans up; Ctrl-C again halts it'
        : 'interrupted again: the plan is halted',
    );
    const ending = count === 1 ? ({ kind: 'abort', reason: 'interrupted' } as const) : ({ kind: 'halt' } as const);
    endRun(api, ending, CLEANUP_LIMIT_MS).catch((thrown: Error) =>
      terminal.err(`the plan could not be ended: ${thrown.message}`),
    );
  };
  const stop = interrupts.onInterrupt(end);
  // Nobody reads the result any more, as behind `| head -1`: that ends the run as Ctrl-C does.
  terminal.onClosed(() => end(1));
  return stop;
}

/** `hutch run NAME [JSON]`: runs a plan on a host of its own, tells of it while it runs, and ends with its exit status. */
export async function run(
  context: CliContext,
  name: string,
  params: string | undefined,
  options: { json?: boolean } & SupplementalOptions,
): Promise<ExitStatus> {
  const { terminal, interrupts } = context;
  const { json = false } = options;
  const request = await readRequest(name, params, terminal);
  return withHost<ExitStatus>(
    context,
    'run',
    async ({ api }) => {
      if (interrupts.count > 0) return 130;
      const report = json ? jsonReport(terminal) : textReport(terminal);
      const stop = endOnInterrupt(context, api);
      try {
        const task = await followTask(api, request, (event) => report.event(event));
        report.ended(task);
        return statusOf(task, interrupts.count > 0);
      } finally {
        stop();
      }
    },
    supplementalNames(options),
  );
}
