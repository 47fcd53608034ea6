import type { HostInfo } from '#shared/contract/index.ts';
import type { CliContext } from '../cli-context.ts';
import type { ExitStatus } from '../exit-status.ts';
import { formatError } from '../format-error.ts';
import { withRunning } from '../with-running.ts';

export interface EnvOptions {
  json?: boolean;
  url?: string;
}

/** `hutch env`: id of the environment as blueapi has it, what could not be loaded, and what changed since. */
export function envShow(context: CliContext, options: EnvOptions): Promise<ExitStatus> {
  return withRunning<ExitStatus>(context, options, async (api) => {
    const [environment, info] = await Promise.all([api.request('env.get', {}), api.request('host.info', {})]);
    const { load_errors, changed_files } = info;
    if (options.json) context.terminal.out(JSON.stringify({ ...environment, load_errors, changed_files }));
    else tell(context, info, environment.initialized ? 'loaded' : `not loaded: ${environment.error_message ?? ''}`);
    return environment.initialized ? 0 : 1;
  });
}

/** `hutch env reload`: 1 when something of it could not be loaded. */
export function envReload(context: CliContext, options: EnvOptions): Promise<ExitStatus> {
  return withRunning<ExitStatus>(context, options, async (api) => {
    const info = await api.request('env.reload', {});
    const { environment_id, load_errors, changed_files } = info;
    if (options.json) context.terminal.out(JSON.stringify({ environment_id, load_errors, changed_files }));
    else tell(context, info, 'loaded anew');
    return load_errors.length > 0 ? 1 : 0;
  });
}

function tell({ terminal }: CliContext, { environment_id, load_errors, changed_files }: HostInfo, how: string): void {
  terminal.out(`environment ${environment_id} ${how}`);
  for (const file of changed_files) terminal.out(`changed since: ${file}`);
  for (const line of load_errors.flatMap(formatError)) terminal.err(line);
}
