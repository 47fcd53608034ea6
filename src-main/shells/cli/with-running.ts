import { HutchError } from '#shared/errors.ts';
import type { RunningHutch } from '../local/running-hutch.ts';
import type { CliContext } from './cli-context.ts';
import { RemoteHost, type RequestApi } from './remote-host.ts';

/** What has to be said when nobody is there to be asked. */
function nobodyRuns(stateDir: string): HutchError {
  const sentence = `No Hutch runs for this workspace (${stateDir}): start one with "hutch serve".`;
  return new HutchError('unavailable', sentence, { details: { state_dir: stateDir } });
}

/** The Hutch that runs for the workspace; whoever asks closes the connection. @throws HutchError `unavailable` when none runs */
async function connectOrSay(context: CliContext): Promise<RunningHutch> {
  const place = await context.findWorkspace(context.files);
  const running = await context.connect(place);
  if (!running) throw nobodyRuns(place.stateDir);
  return running;
}

/** Does `work` with the Hutch that runs for the workspace, whose connection is closed afterwards. @throws HutchError `unavailable` when none runs */
export async function withRunningHutch<T>(context: CliContext, work: (hutch: RunningHutch) => Promise<T>): Promise<T> {
  const running = await connectOrSay(context);
  try {
    return await work(running);
  } finally {
    running.close();
  }
}

/** Asks the Hutch at `url`, or, without one, the one that runs for the workspace. @throws HutchError `unavailable` when there is none */
export function withRunning<T>(
  context: CliContext,
  { url }: { url?: string },
  work: (api: RequestApi, holder: string | null) => Promise<T>,
): Promise<T> {
  if (url !== undefined) return work(new RemoteHost(url), null);
  return withRunningHutch(context, ({ api, holder }) => work(api, holder));
}
