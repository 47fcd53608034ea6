import { CommanderError } from 'commander';
import { HutchError } from '#shared/errors.ts';
import { publicError } from '../../host/api/public-error.ts';
import type { CliContext, CliSurroundings } from './cli-context.ts';
import { type ExitStatus, exitStatusOf } from './exit-status.ts';
import { formatError } from './format-error.ts';
import { buildProgram } from './program.ts';

/**
 * Runs one `hutch` command to its end. Whatever goes wrong is told on standard error, as `error[code]: sentence` and a line for each wrong place;
 * with `--json` the same is the last line of standard output. Never rejects.
 *
 * @param args without `node` and the script
 */
export async function runCli(surroundings: CliSurroundings, args: readonly string[]): Promise<ExitStatus> {
  let status: ExitStatus = 0;
  const files: string[] = [];
  const context: CliContext = { ...surroundings, files, told: new Set() };
  const program = buildProgram(
    context,
    (file) => void files.push(file),
    (ended) => {
      status = ended;
    },
  );
  try {
    if (args.length === 0) {
      program.outputHelp({ error: true });
      return 2;
    }
    await program.parseAsync(args, { from: 'user' });
  } catch (thrown) {
    status = exitStatusOf(thrown);
    if (status !== 0) tell(context, thrown, args.includes('--json'));
  }
  return context.interrupts.count > 0 ? 130 : status;
}

function tell({ terminal, told }: CliContext, thrown: unknown, json: boolean): void {
  const isUsage = thrown instanceof CommanderError;
  const error = publicError(isUsage ? new HutchError('usage', thrown.message.replace(/^error: /, '')) : thrown);
  if (json) terminal.out(JSON.stringify({ type: 'error', error }));
  // Commander has said it already, or the command has.
  if (!isUsage && !told.has(error.message)) for (const line of formatError(error)) terminal.err(line);
}
