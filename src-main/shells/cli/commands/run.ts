import type { Task } from '#shared/contract/index.ts';
import type { HostApi, Subscription } from '../../../host/api/host-api.ts';
import { type EndingHost, endRun } from '../../run-control/end-run.ts';
import type { CliContext } from '../cli-context.ts';
import type { ExitStatus } from '../exit-status.ts';
import { followTask } from '../follow-task.ts';
import { readRequest } from '../read-request.ts';
import { jsonReport, textReport } from '../run-report.ts';
import { type SupplementalOptions, supplementalNames } from '../supplemental-options.ts';
import { withHost } from '../with-host.ts';

/** How long a plan that was interrupted may clean up; the second Ctrl-C is how a person shortens it. */
const CLEANUP_LIMIT_MS = 10 * 60_000;
/** How long, after a plan that was interrupted is over, its end may take to be stored and told. */
const TELL_LIMIT_MS = 3000;

function statusOf(task: Task, interrupted: boolean): ExitStatus {
  if (interrupted) return 130;
  return task.state === 'succeeded' || task.state === 'stopped' ? 0 : 1;
}

/** Ends the plan when the person says so: the first time through its cleanup, the second time without. */
function endOnInterrupt({ interrupts, terminal }: CliContext, host: EndingHost, ended: () => void): () => void {
  const end = (count: number): void => {
    terminal.err(
      count === 1
        ? 'interrupted: the plan aborts and cleans up; Ctrl-C again halts it'
        : 'interrupted again: the plan is halted',
    );
    const ending = count === 1 ? ({ kind: 'abort', reason: 'interrupted' } as const) : ({ kind: 'halt' } as const);
    endRun(host, ending, CLEANUP_LIMIT_MS).then(ended, (thrown: Error) =>
      terminal.err(`the plan could not be ended: ${thrown.message}`),
    );
  };
  const stop = interrupts.onInterrupt(end);
  // Nobody reads the result any more, as behind `| head -1`: that ends the run as Ctrl-C does.
  terminal.onClosed(() => end(1));
  return stop;
}

/** What a person must know while it is so, on standard error: a disk that is full, a store that fails. */
function tellTroubles(api: HostApi, terminal: CliContext['terminal']): Subscription {
  const told = new Set<string>();
  return api.subscribe('host', {}, ({ items }) => {
    for (const { dismissible, message } of items.flatMap((info) => info.notices)) {
      if (dismissible || told.has(message)) continue;
      told.add(message);
      terminal.err(message);
    }
  });
}

function aborted(signal: AbortSignal): Promise<undefined> {
  return new Promise((resolve) => signal.addEventListener('abort', () => resolve(undefined), { once: true }));
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
    async (host) => {
      const { api } = host;
      if (interrupts.count > 0) return 130;
      const report = json ? jsonReport(terminal) : textReport(terminal);
      const unrecorded = new AbortController();
      const stop = endOnInterrupt(context, host, () => setTimeout(() => unrecorded.abort(), TELL_LIMIT_MS).unref());
      const notices = tellTroubles(api, terminal);
      try {
        const followed = followTask(api, request, (event) => report.event(event));
        const task = await Promise.race([followed, aborted(unrecorded.signal)]);
        if (task) report.ended(task);
        else terminal.err('the plan has ended; its end was not told, because the store does not take it');
        return task ? statusOf(task, interrupts.count > 0) : 130;
      } finally {
        notices.dispose();
        stop();
      }
    },
    supplementalNames(options),
  );
}
