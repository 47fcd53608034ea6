import { HutchError } from '#shared/errors.ts';
import type { CliContext } from '../cli-context.ts';
import type { ExitStatus } from '../exit-status.ts';
import { withRunning } from '../with-running.ts';
import { writeOutput } from '../write-output.ts';

export interface ExportOptions {
  url?: string;
  history?: boolean;
  /** As `--format json`. */
  json?: boolean;
  format: string;
  output?: string;
}

/** `hutch queue export`: the queue, or the history, as JSON, YAML or text. */
export async function queueExport(context: CliContext, options: ExportOptions): Promise<ExitStatus> {
  const format = options.json ? 'json' : options.format;
  if (format !== 'json' && format !== 'yaml' && format !== 'text')
    throw new HutchError('usage', `A queue is exported as json, yaml or text, not as ${format}.`);
  return withRunning<ExitStatus>(context, options, async (api) => {
    const { text } = await api.request('queue.export', { what: options.history ? 'history' : 'queue', format });
    await writeOutput(context.terminal, options.output, text);
    return 0;
  });
}
