import type { CliContext } from './cli-context.ts';
import type { ExitStatus } from './exit-status.ts';
import { RemoteHost, type RequestApi } from './remote-host.ts';
import { withHost } from './with-host.ts';

/**
 * Does `work` with the Hutch at `url`; without one, with the Hutch that runs for the workspace, because two must not move the same motors; and
 * where none runs, with a host of its own that is closed afterwards.
 */
export async function withRequests(
  context: CliContext,
  url: string | undefined,
  work: (api: RequestApi) => Promise<ExitStatus>,
): Promise<ExitStatus> {
  if (url !== undefined) return work(new RemoteHost(url));
  const running = await context.connect(await context.findWorkspace(context.files));
  if (!running) return withHost(context, 'look', ({ api }) => work(api));
  try {
    return await work(running.api);
  } finally {
    running.close();
  }
}
