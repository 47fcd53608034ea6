import { type CommandSetting, JSON_OPTION, urlOption } from '../command-setting.ts';

/** Adds `hutch env`: the plans and devices that the Hutch of the workspace has loaded. */
export function addEnvironmentCommands({ program, context, end }: CommandSetting): void {
  const env = program.command('env').description('the plans and devices that the Hutch of this workspace has loaded');
  env
    .command('show', { isDefault: true })
    .description('tell its id, what could not be loaded, and what changed since')
    .option(...JSON_OPTION)
    .addOption(urlOption())
    .action(async (options) => end(await (await import('../commands/env.ts')).envShow(context, options)));
  env
    .command('reload')
    .description('load plans and devices anew, without a restart; refused while a plan runs')
    .option(...JSON_OPTION)
    .addOption(urlOption())
    .action(async (options) => end(await (await import('../commands/env.ts')).envReload(context, options)));
}
