import { type CommandSetting, JSON_OPTION } from '../command-setting.ts';

/** Adds `hutch init`, `hutch check` and `hutch config`: what concerns a workspace before anything runs. */
export function addWorkspaceCommands({ program, context, end }: CommandSetting): void {
  program
    .command('init')
    .description('make a new workspace: hutch.yaml, an example plan, simulated devices, types for editors')
    .argument('[dir]', 'folder, made where there is none', '.')
    .option(...JSON_OPTION)
    .action(async (dir, options) => end(await (await import('../commands/init.ts')).init(context, dir, options)));
  program
    .command('check')
    .description('check types, load plans and build devices, without connecting any')
    .option(...JSON_OPTION)
    .action(async (options) => end(await (await import('../commands/check.ts')).check(context, options)));
  const config = program.command('config').description('the configuration of the workspace');
  config
    .command('check')
    .description('look for mistakes, with file and line')
    .option(...JSON_OPTION)
    .action(async (options) => end(await (await import('../commands/config.ts')).configCheck(context, options)));
  config
    .command('schema')
    .description('JSON Schema of hutch.yaml, for editors')
    .option(...JSON_OPTION)
    .action(async (options) => end(await (await import('../commands/config.ts')).configSchema(context, options)));
  config
    .command('show')
    .description('all that is configured: files merged, variables in place, defaults')
    .option(...JSON_OPTION)
    .action(async (options) => end(await (await import('../commands/config.ts')).configShow(context, options)));
}
