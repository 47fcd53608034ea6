import { CommanderError } from 'commander';
import { HutchError } from '#shared/errors.ts';
import { publicError } from '../../host/public-error.ts';
import type { CliContext } from './cli-context.ts';
import { type ExitStatus, exitStatusOf } from './exit-status.ts';
import { formatError } from './format-error.ts';
import { buildProgram } from './program.ts';

/**
 * Runs one `hutch` command to its end. Whatever goes wrong is told on standard error, as `error[code]: sentence` and a line for each wrong place;
 * with `--json` the same is the last line of standard output. Never rejects.
 *
 * @param args without `node` and the script
 */
export async function runCli(context: CliContext, args: readonly string[]): Promise<ExitStatus> {
  let status: ExitStatus = 0;
  try {
    if (args.length === 0) {
      buildProgram(context, () => undefined).outputHelp({ error: true });
      return 2;
    }
    await buildProgram(context, (ended) => {
      status = ended;
    }).parseAsync(args, { from: 'user' });
  } catch (thrown) {
    status = exitStatusOf(thrown);
    if (status !== 0) tell(context, thrown, args.includes('--json'));
  }
  return context.interrupts.count > 0 ? 130 : status;
}

function tell({ terminal }: CliContext, thrown: unknown, json: boolean): void {
  const isUsage = thrown instanceof CommanderError;
  const error = publicError(isUsage ? new HutchError('usage', thrown.message.replace(/^error: /, '')) : thrown);
  if (json) terminal.out(JSON.stringify({ type: 'error', error }));
  // Commander has said it already.
  if (!isUsage) for (const line of formatError(error)) terminal.err(line);
}
