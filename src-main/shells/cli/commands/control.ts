import type { WorkerStatus } from '#shared/contract/index.ts';
import type { CliContext } from '../cli-context.ts';
import type { ExitStatus } from '../exit-status.ts';
import type { RequestApi } from '../remote-host.ts';
import { withRunning } from '../with-running.ts';

export interface ControlOptions {
  json?: boolean;
  url?: string;
}

/** After so long without an answer a person is told that there is something to wait for. */
const PATIENCE_MS = 700;

/** `hutch pause [--defer]` */
export function pause(context: CliContext, options: ControlOptions & { defer?: boolean }): Promise<ExitStatus> {
  const { defer = false } = options;
  return control(context, options, 'the plan pauses', (api) => api.request('worker.pause', { defer }));
}

/** `hutch resume` */
export function resume(context: CliContext, options: ControlOptions): Promise<ExitStatus> {
  return control(context, options, 'the plan resumes', (api) => api.request('worker.resume', {}));
}

/** `hutch stop` */
export function stop(context: CliContext, options: ControlOptions): Promise<ExitStatus> {
  return control(context, options, 'the plan stops and cleans up', (api) => api.request('worker.stop', {}));
}

/** `hutch abort [REASON]` */
export function abort(context: CliContext, reason: string | undefined, options: ControlOptions): Promise<ExitStatus> {
  return control(context, options, 'the plan aborts and cleans up', (api) =>
    api.request('worker.abort', { reason: reason ?? '' }),
  );
}

/** `hutch halt`: never asks. */
export function halt(context: CliContext, options: ControlOptions): Promise<ExitStatus> {
  return control(context, options, 'the plan halts', (api) => api.request('worker.halt', {}));
}

/** Asks, and tells the state afterwards. Ctrl-C ends the waiting for an answer, and not what was asked for. */
function control(
  context: CliContext,
  options: ControlOptions,
  happening: string,
  ask: (api: RequestApi) => Promise<WorkerStatus>,
): Promise<ExitStatus> {
  const { terminal, interrupts } = context;
  return withRunning<ExitStatus>(context, options, async (api) => {
    const patience = setTimeout(() => terminal.err(`${happening} ... (Ctrl-C ends the waiting alone)`), PATIENCE_MS);
    let leave = (): void => undefined;
    const interrupted = new Promise<undefined>((resolve) => {
      leave = interrupts.onInterrupt(() => resolve(undefined));
    });
    try {
      const status = await Promise.race([ask(api), interrupted]);
      if (!status) return 130;
      terminal.out(options.json ? JSON.stringify(status) : stateLine(status));
      return 0;
    } finally {
      clearTimeout(patience);
      leave();
    }
  });
}

function stateLine({ state, pause_requested }: WorkerStatus): string {
  return pause_requested ? `${state}, pauses at the next checkpoint` : state;
}
