import { type Command, InvalidArgumentError, Option } from 'commander';
import type { CliContext } from './cli-context.ts';
import type { ExitStatus } from './exit-status.ts';

/** Where a group hangs its subcommands, and what they work with. A subcommand imports its own code when it is called. */
export interface CommandSetting {
  readonly program: Command;
  readonly context: CliContext;
  /** Takes the exit status of the subcommand. */
  end(status: ExitStatus): void;
}

export const JSON_OPTION = ['--json', 'one JSON value a line'] as const;

/** The option of what can be asked of a Hutch elsewhere as well. */
export function urlOption(): Option {
  return new Option('--url <address>', 'ask the Hutch at this address: http://127.0.0.1:8520').env('HUTCH_URL');
}

/** Parses an option's whole number, `least` or more. */
export function wholeNumber(least: number): (text: string) => number {
  return (text) => {
    const value = Number(text);
    if (/^\d+$/.test(text) && value >= least) return value;
    throw new InvalidArgumentError(`It is a whole number, ${least} or more.`);
  };
}

/** Gathers the values of an option that may be given again. */
export function gather(value: string, before: string[] = []): string[] {
  return [...before, value];
}
