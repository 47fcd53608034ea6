import { join } from 'node:path';
import { HutchError } from '#shared/errors.ts';
import type { HostApi } from '../../../host/api/host-api.ts';
import { InterruptedEnd } from '../../run-control/interrupted-end.ts';
import { ConsoleServer } from '../../server/console-server.ts';
import type { CliContext } from '../cli-context.ts';
import type { ExitStatus } from '../exit-status.ts';
import { type SupplementalOptions, supplementalNames } from '../supplemental-options.ts';
import { withHost } from '../with-host.ts';
import { withRunningHutch } from '../with-running.ts';

/** Where the console is served when nobody says otherwise. */
const DEFAULT_PORT = 8520;
/** Any free port. */
const ANY_PORT = 0;

export interface ServeOptions extends SupplementalOptions {
  port?: number;
  watch?: boolean;
}

/**
 * `hutch serve`: the console in a browser and the contract for programs, until Ctrl-C. With `--watch` the console of the Hutch that holds the
 * workspace, to look at only.
 */
export function serve(context: CliContext, options: ServeOptions): Promise<ExitStatus> {
  return options.watch ? serveWatching(context, options) : serveOwn(context, options).catch(offerWatching);
}

/** Who finds the workspace held may still look at it. */
function offerWatching(thrown: unknown): never {
  const { code, message, details } = HutchError.from(thrown);
  if (code !== 'workspace_held') throw thrown;
  const next_step = '"hutch serve --watch" serves its console here as well, to look at only';
  throw new HutchError(code, message, { details: { ...details, next_step } });
}

async function serveOwn(
  context: CliContext,
  { port, watch: _watch, ...supplemental }: ServeOptions,
): Promise<ExitStatus> {
  const place = await context.findWorkspace(context.files);
  return withHost<ExitStatus>(
    context,
    'serve',
    async (host) => {
      const server = await openServer(context, host.api, port ?? place.port ?? DEFAULT_PORT);
      try {
        host.servesAt?.(server.url);
        context.terminal.out(`Hutch is at ${server.url} (Ctrl-C stops it)`);
        const tell = (sentence: string) => context.terminal.err(sentence);
        await untilInterrupted(context, new InterruptedEnd({ host, reason: 'Hutch was stopped', tell }));
        return 130;
      } finally {
        await server.close();
      }
    },
    supplementalNames(supplemental),
  );
}

/** Serves what another Hutch does; whatever would change something is refused there. */
function serveWatching(
  context: CliContext,
  { port = ANY_PORT, watch: _watch, ...rest }: ServeOptions,
): Promise<ExitStatus> {
  if (Object.keys(rest).length > 0)
    throw new HutchError('usage', 'Who watches runs nothing: --baseline, --monitor and --flyer have no place.');
  const { terminal, interrupts } = context;
  return withRunningHutch<ExitStatus>(context, async ({ watching, holder, gone }) => {
    const server = await openServer(context, watching, port);
    let leave = (): void => undefined;
    try {
      terminal.out(`Watching ${holder}`);
      terminal.out(`Its console, to look at only, is at ${server.url} (Ctrl-C ends the watching)`);
      await new Promise<void>((resolve) => {
        leave = interrupts.onInterrupt(() => resolve());
        gone.addEventListener('abort', () => resolve(), { once: true });
        if (gone.aborted || interrupts.count > 0) resolve();
      });
      terminal.err(gone.aborted ? 'Hutch has gone.' : 'The watching has ended; Hutch goes on.');
      return gone.aborted ? 1 : 130;
    } finally {
      leave();
      await server.close();
    }
  });
}

function openServer({ application, terminal }: CliContext, api: HostApi, port: number): Promise<ConsoleServer> {
  return ConsoleServer.start({
    api,
    port,
    rendererDir: join(application.root, 'out', 'renderer'),
    version: application.version,
    tell: (sentence) => terminal.err(sentence),
  });
}

/** Waits for Ctrl-C and ends what runs: the first time through the plan's cleanup, the second time without. */
async function untilInterrupted({ interrupts, terminal }: CliContext, ending: InterruptedEnd): Promise<void> {
  await new Promise<void>((resolve) => {
    const next = (count: number): void => {
      terminal.err(count === 1 ? 'stopping: a plan that runs aborts and cleans up; Ctrl-C again halts it' : 'halting');
      ending.end(count, interrupts.signal).then(
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
