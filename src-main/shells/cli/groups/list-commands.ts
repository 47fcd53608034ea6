import type { Command } from 'commander';
import { type CommandSetting, JSON_OPTION, urlOption, wholeNumber } from '../command-setting.ts';

/** Adds `hutch queue lists`: lists of items under a name. */
export function addListCommands({ context, end }: CommandSetting, queue: Command): void {
  const lists = queue.command('lists').description('lists of items under a name, to be put into the queue again');
  const command = (name: string, what: string): Command =>
    lists
      .command(name)
      .description(what)
      .option(...JSON_OPTION)
      .addOption(urlOption());
  const saved = () => import('../commands/queue-lists.ts');
  command('ls', 'list them').action(async (options) => end(await (await saved()).listsShow(context, options)));
  command('save', 'save waiting items, all of them unless some are named')
    .argument('<name>')
    .argument('[id...]')
    .option('--replace', 'in place of the list of this name')
    .action(async (name, ids, options) => end(await (await saved()).listsSave(context, { name, ids }, options)));
  command('load', 'put the items of a list into the queue')
    .argument('<name>')
    .option('--front', 'before all others')
    .option('--at <n>', 'as the n-th, counted from 1', wholeNumber(1))
    .option('--after <id>', 'behind this one')
    .option('--revision <n>', 'the revision of the queue that was seen', wholeNumber(0))
    .action(async (name, options) => end(await (await saved()).listsLoad(context, name, options)));
  command('rm', 'forget a list')
    .argument('<name>')
    .action(async (name, options) => end(await (await saved()).listsRemove(context, name, options)));
}
