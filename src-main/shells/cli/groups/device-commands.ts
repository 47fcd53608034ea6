import { type CommandSetting, JSON_OPTION, urlOption } from '../command-setting.ts';

const DEVICES_HELP = `
Without NAME: every device with its state; with --connect each is connected first, and the exit status is 1 when one does not answer.
With NAME: all its signals with value, alarm, age, state and address. NAME is dotted: stage.x, stage.x.velocity.
  hutch devices stage.x set 12.5        moves, and waits; Ctrl-C stops it
  hutch devices stage.x set -r 0.1      a step from where it was asked to be
  hutch devices stage.x stop
  hutch devices stage.x retry           builds and connects it anew

The Hutch that runs for the workspace is asked, or the one at --url (HUTCH_URL); where none runs, the command connects to the devices itself.`;

const SIM_HELP = `
  hutch sim ls                          the simulated devices and what each can be told to do wrong
  hutch sim fault stage.x stall         it never arrives, until "hutch sim clear"
  hutch sim fault det fail 4            four triggers go well, the fifth fails
  hutch sim clear [NAME]                all is well again

It needs a Hutch that runs ("hutch serve"): the one of the workspace, or the one at --url (HUTCH_URL).`;

/** Adds `hutch devices` and `hutch sim`. */
export function addDeviceCommands({ program, context, end }: CommandSetting): void {
  program
    .command('devices')
    .description('show devices and their health; look at one, move it, stop it, connect it anew')
    .argument('[name]', 'dotted path of a device or signal')
    .argument('[action]', 'set, stop or retry')
    .argument('[value]', 'what to set: a number, a word, or JSON')
    .option(...JSON_OPTION)
    .option('--connect', 'connect every device first')
    .option('-r, --relative', 'the value is a step')
    .addOption(urlOption())
    .addHelpText('after', DEVICES_HELP)
    .action(async (name, action, value, options) =>
      end(await (await import('../commands/devices.ts')).devices(context, { name, action, value }, options)),
    );
  const sim = program
    .command('sim')
    .description('let simulated devices fail, as real ones do')
    .addHelpText('after', SIM_HELP);
  sim
    .command('ls')
    .description('list the simulated devices and their faults')
    .option(...JSON_OPTION)
    .addOption(urlOption())
    .action(async (options) => end(await (await import('../commands/sim.ts')).simList(context, options)));
  sim
    .command('fault')
    .description('let a device fail')
    .argument('<name>', 'dotted path of a simulated device')
    .argument('<kind>', 'one of the faults that "hutch sim ls" lists for it')
    .argument('[after]', 'how many operations go well before')
    .option(...JSON_OPTION)
    .addOption(urlOption())
    .action(async (name, kind, after, options) =>
      end(await (await import('../commands/sim.ts')).simFault(context, { name, kind, after }, options)),
    );
  sim
    .command('clear')
    .description('let a device, or all of them, be well again')
    .argument('[name]', 'dotted path of a simulated device')
    .option(...JSON_OPTION)
    .addOption(urlOption())
    .action(async (name, options) => end(await (await import('../commands/sim.ts')).simClear(context, name, options)));
}
