import type { CliContext } from './cli-context.ts';
import type { ExitStatus } from './exit-status.ts';
import { RemoteHost, type RequestApi } from './remote-host.ts';
import { withHost } from './with-host.ts';

/** Does `work` with the Hutch that runs at `url`, or, without one, with a host of its own that is closed afterwards. */
export function withRequests(
  context: CliContext,
  url: string | undefined,
  work: (api: RequestApi) => Promise<ExitStatus>,
): Promise<ExitStatus> {
  return url === undefined ? withHost(context, ({ api }) => work(api)) : work(new RemoteHost(url));
}
