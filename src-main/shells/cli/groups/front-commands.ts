import { InvalidArgumentError, Option } from 'commander';
import type { CommandSetting } from '../command-setting.ts';
import { addSupplementalOptions } from '../supplemental-options.ts';

const SERVE_HELP = `
The Hutch that serves holds its workspace: it alone drives the devices, and "hutch queue", "hutch status", "hutch watch" and the other
commands of this user find it. A second one is told who holds the workspace; with --watch it shows the console of the first, to look at only.`;

function port(text: string): number {
  const value = Number(text);
  if (!/^\d+$/.test(text) || value > 65_535)
    throw new InvalidArgumentError('A port is a number from 0 (any free one) to 65535.');
  return value;
}

function portOption(): Option {
  return new Option('-p, --port <port>', 'port on 127.0.0.1; 0 takes any free one').argParser(port);
}

/** Adds `hutch serve` and `hutch start`. */
export function addFrontCommands({ program, context, end }: CommandSetting): void {
  addSupplementalOptions(program.command('serve'))
    .description('serve the console to a browser on this machine')
    .addOption(portOption())
    .option('--watch', 'show the console of the Hutch that holds the workspace, to look at only')
    .addHelpText('after', SERVE_HELP)
    .action(async (options) => end(await (await import('../commands/serve.ts')).serve(context, options)));
  program
    .command('start')
    .description('open the desktop window, or serve the console where there can be none')
    .addOption(portOption())
    .action(async (options) => end(await (await import('../commands/start.ts')).start(context, options)));
}
