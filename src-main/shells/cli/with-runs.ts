import type { CliContext } from './cli-context.ts';
import { RemoteHost, type RequestApi } from './remote-host.ts';

/**
 * Asks about recorded runs: the Hutch at `url`; without one, the Hutch that runs for the workspace; where none runs, its store as it is, without
 * loading plans or devices.
 */
export async function withRuns<T>(
  context: CliContext,
  { url }: { url?: string },
  work: (api: RequestApi) => Promise<T>,
): Promise<T> {
  if (url !== undefined) return work(new RemoteHost(url));
  const place = await context.findWorkspace(context.files);
  const opened = (await context.connect(place)) ?? (await context.openStore(place));
  try {
    return await work(opened.api);
  } finally {
    opened.close();
  }
}
