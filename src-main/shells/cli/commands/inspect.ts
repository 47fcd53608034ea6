import type { InspectReport, TaskRequest } from '#shared/contract/index.ts';
import { HutchError } from '#shared/errors.ts';
import type { CliContext, OpenedHost } from '../cli-context.ts';
import type { ExitStatus } from '../exit-status.ts';
import { formatError } from '../format-error.ts';
import { readRequest } from '../read-request.ts';
import { withHost } from '../with-host.ts';
import { inspectSummary } from './inspect-summary.ts';
import { violationLines } from './violation-lines.ts';

/** For how long a plan is followed before it is taken for one that never ends. */
const LIMIT_S = 60;

/**
 * `hutch inspect NAME [JSON]`: what a plan would do. A summary for people; with `json` every message, one a line. Ends with 1 when the plan
 * would leave the limits of a device or would fail.
 */
export async function inspect(
  context: CliContext,
  name: string,
  params: string | undefined,
  { json = false }: { json?: boolean },
): Promise<ExitStatus> {
  const { terminal } = context;
  const request = await readRequest(name, params, terminal);
  return withHost<ExitStatus>(context, 'look', async (host) => {
    if (json) return printMessages(context, host, request);
    const { params: asked } = request;
    const report = await host.api.request('plans.inspect', {
      name: request.name,
      ...(asked !== undefined && { params: asked }),
      limit_s: LIMIT_S,
    });
    for (const line of inspectSummary(report, new Date())) terminal.out(line);
    return tellProblems(context, report);
  });
}

async function printMessages(
  { terminal, interrupts }: CliContext,
  { inspection }: OpenedHost,
  request: TaskRequest,
): Promise<ExitStatus> {
  const ending = new AbortController();
  const cancel = () => ending.abort(new HutchError('cancelled', 'The inspection was interrupted.'));
  const stop = interrupts.onInterrupt(cancel);
  // Nobody reads any more, as behind `| head -1`: that is how one looks at a plan that never ends.
  let isClosed = false;
  terminal.onClosed(() => {
    isClosed = true;
    cancel();
  });
  try {
    for await (const line of inspection.lines(request, ending.signal)) terminal.out(JSON.stringify(line));
    return 0;
  } catch (thrown) {
    if (isClosed) return 0;
    throw thrown;
  } finally {
    stop();
  }
}

/** What is wrong with the plan, on standard error. Returns the exit status that goes with it. */
function tellProblems({ terminal }: CliContext, report: InspectReport): ExitStatus {
  for (const line of violationLines(report)) terminal.err(`error[limit_violation]: ${line}`);
  if (report.error) for (const line of formatError(report.error)) terminal.err(line);
  const isRefused = report.violations.length > 0 && !report.violations_allowed;
  return isRefused || report.error ? 1 : 0;
}
