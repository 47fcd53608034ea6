import { join } from 'node:path';
import { endRun } from '../../run-control/end-run.ts';
import { ConsoleServer } from '../../server/console-server.ts';
import type { CliContext } from '../cli-context.ts';
import type { ExitStatus } from '../exit-status.ts';
import { type SupplementalOptions, supplementalNames } from '../supplemental-options.ts';
import { withHost } from '../with-host.ts';

const CLEANUP_LIMIT_MS = 10 * 60_000;

/** Waits for Ctrl-C and ends what runs: the first time through the plan's cleanup, the second time without. */
async function untilInterrupted(
  { interrupts, terminal }: CliContext,
  end: (kind: 'abort' | 'halt') => Promise<boolean>,
): Promise<void> {
  await new Promise<void>((resolve) => {
    const next = (count: number): void => {
      terminal.err(count === 1 ? 'stopping: a plan that runs aborts and cleans up; Ctrl-C again halts it' : 'halting');
      end(count === 1 ? 'abort' : 'halt').then(
        () => resolve(),
        (thrown: Error) => {
          terminal.err(`the plan could not be ended: ${thrown.message}`);
          resolve();
        },
      );
    };
    interrupts.onInterrupt(next);
    if (interrupts.count > 0) next(interrupts.count);
  });
}

/** `hutch serve`: the console in a browser and the contract for programs, until Ctrl-C. */
export function serve(
  context: CliContext,
  { port, ...supplemental }: { port: number } & SupplementalOptions,
): Promise<ExitStatus> {
  const { application, terminal } = context;
  return withHost<ExitStatus>(
    context,
    async ({ api }) => {
      const server = await ConsoleServer.start({
        api,
        port,
        rendererDir: join(application.root, 'out', 'renderer'),
        version: application.version,
      });
      try {
        terminal.out(`Hutch is at ${server.url} (Ctrl-C stops it)`);
        await untilInterrupted(context, (kind) =>
          endRun(api, kind === 'abort' ? { kind, reason: 'Hutch was stopped' } : { kind }, CLEANUP_LIMIT_MS),
        );
        return 130;
      } finally {
        await server.close();
      }
    },
    supplementalNames(supplemental),
  );
}
