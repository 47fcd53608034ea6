import { type Command, Option } from 'commander';
import { type CommandSetting, gather, JSON_OPTION, urlOption, wholeNumber } from '../command-setting.ts';

const RUNS_HELP = `
  hutch runs ls LaB6 --since 2d                 runs of the last two days that say LaB6
  hutch runs ls --plan scan --outcome abort fail
  hutch runs show 3fa1c2                        a run, by the first characters of its uid or by its scan id
  hutch runs export 118 --format csv -o scan.csv

The Hutch that runs for the workspace is asked; where none does, the store is read as it is.
A time is 2026-11-22, "2026-11-22 14:30", or how long ago: 30m, 12h, 2d, 3w.`;

/** Adds `hutch runs`. */
export function addRunCommands({ program, context, end }: CommandSetting): void {
  const runs = program.command('runs').description('the runs that were recorded').addHelpText('after', RUNS_HELP);
  const command = (name: string, what: string): Command =>
    runs
      .command(name)
      .description(what)
      .option(...JSON_OPTION)
      .addOption(urlOption());
  const changes = () => import('../commands/runs-change.ts');
  command('ls', 'list runs, the newest first')
    .argument('[text]', 'looked for in plan, purpose, columns, devices, reason and metadata')
    .option('--plan <name>', 'only this plan')
    .option('--device <name>', 'only with this device')
    .addOption(new Option('--outcome <outcome...>', 'only with this end').choices(['open', 'success', 'abort', 'fail']))
    .option('--since <time>', 'started at this time or later')
    .option('--until <time>', 'started before this time')
    .option('--set <key=value>', 'only with this value in the start document; again for more', gather)
    .option('--limit <n>', 'at most so many', wholeNumber(1), 20)
    .action(async (text, options) =>
      end(await (await import('../commands/runs-list.ts')).runsList(context, text, options)),
    );
  command('show', 'tell of one run')
    .argument('<uid>', 'its uid, the first characters of it, or its scan id')
    .action(async (uid, options) =>
      end(await (await import('../commands/runs-show.ts')).runsShow(context, uid, options)),
    );
  command('export', 'write the documents of a run, or one of its streams')
    .argument('<uid>', 'its uid, the first characters of it, or its scan id')
    .addOption(
      new Option('--format <format>', 'jsonl: a document a line; csv: one stream, a row an event')
        .choices(['jsonl', 'csv'])
        .default('jsonl'),
    )
    .option('--stream <name>', 'of a CSV; primary unless given')
    .option('-o, --output <file>', 'where to; standard output unless given')
    .action(async (uid, options) =>
      end(await (await import('../commands/runs-export.ts')).runsExport(context, uid, options)),
    );
  command('rm', 'delete runs with their documents and arrays, for good')
    .argument('<uid...>')
    .option('--yes', 'they are to be deleted')
    .action(async (uids, options) => end(await (await changes()).runsRemove(context, uids, options)));
  command('continue', 'queue a run of the points that are missing in this one')
    .argument('<uid>')
    .action(async (uid, options) => end(await (await changes()).runsContinue(context, uid, options)));
}
