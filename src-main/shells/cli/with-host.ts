import type { SupplementalNames } from '../../host/create-host.ts';
import type { CliContext, OpenedHost } from './cli-context.ts';
import { formatError } from './format-error.ts';

/** Does `work` with a host that is closed afterwards, however it ends. What could not be loaded is told on standard error first. */
export async function withHost<T>(
  context: CliContext,
  work: (host: OpenedHost) => Promise<T>,
  supplemental?: SupplementalNames,
): Promise<T> {
  const host = await context.openHost(supplemental);
  try {
    const { load_errors } = await host.api.request('host.info', {});
    for (const line of load_errors.flatMap(formatError)) context.terminal.err(line);
    return await work(host);
  } finally {
    await host.dispose();
  }
}
