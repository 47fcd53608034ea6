import { type CommandSetting, JSON_OPTION } from '../command-setting.ts';

const STORE_HELP = `
"status", "check" and "backup" work beside a Hutch that runs; "vacuum" needs that none does.`;

/** Adds `hutch store`: the file in which runs and tasks are kept. */
export function addStoreCommands({ program, context, end }: CommandSetting): void {
  const store = program
    .command('store')
    .description('the file in which runs and tasks are kept')
    .addHelpText('after', STORE_HELP);
  const commands = () => import('../commands/store.ts');
  store
    .command('status')
    .description('where it is, how large, and how much room is left')
    .option(...JSON_OPTION)
    .action(async (options) => end(await (await commands()).storeStatus(context, options)));
  store
    .command('check')
    .description('look whether it is whole; exit status 1 when it is damaged')
    .option(...JSON_OPTION)
    .action(async (options) => end(await (await commands()).storeCheck(context, options)));
  store
    .command('backup')
    .description('copy it, as it is at one moment')
    .argument('<to>', 'a folder that is not there yet')
    .option(...JSON_OPTION)
    .action(async (to, options) => end(await (await commands()).storeBackup(context, to, options)));
  store
    .command('vacuum')
    .description('give the room of deleted runs back to the disk')
    .option(...JSON_OPTION)
    .action(async (options) => end(await (await commands()).storeVacuum(context, options)));
}
