import type { SupplementalNames } from '../../host/create-host.ts';
import type { HostPurpose } from '../open-host-options.ts';
import type { CliContext, OpenedHost } from './cli-context.ts';
import { formatError } from './format-error.ts';

/** Does `work` with a host that is closed afterwards, however it ends. What could not be loaded is told on standard error first. */
export async function withHost<T>(
  context: CliContext,
  purpose: HostPurpose,
  work: (host: OpenedHost) => Promise<T>,
  supplemental?: SupplementalNames,
): Promise<T> {
  const { files, told, terminal } = context;
  const host = await context.openHost({ purpose, files, ...(supplemental && { supplemental }) });
  try {
    const { load_errors } = await host.api.request('host.info', {});
    for (const error of load_errors) {
      told.add(error.message);
      for (const line of formatError(error)) terminal.err(line);
    }
    return await work(host);
  } finally {
    await host.dispose();
  }
}
