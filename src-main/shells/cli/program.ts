import { Command } from 'commander';
import type { CliContext } from './cli-context.ts';
import type { CommandSetting } from './command-setting.ts';
import type { ExitStatus } from './exit-status.ts';
import { addControlCommands } from './groups/control-commands.ts';
import { addDeviceCommands } from './groups/device-commands.ts';
import { addEnvironmentCommands } from './groups/environment-commands.ts';
import { addFrontCommands } from './groups/front-commands.ts';
import { addListCommands } from './groups/list-commands.ts';
import { addPlanCommands } from './groups/plan-commands.ts';
import { addQueueCommands } from './groups/queue-commands.ts';
import { addRunCommands } from './groups/run-commands.ts';
import { addStoreCommands } from './groups/store-commands.ts';
import { addWorkspaceCommands } from './groups/workspace-commands.ts';

const HELP = `
Examples:
  hutch plans                                     what can be run
  hutch run count '{"num": 3, "delay": 0.1}'      run a plan here, with parameters
  hutch inspect scan @scan.json                   what would move, how far, and how long it takes
  hutch devices stage.x set 12.5                  moves a device and waits
  hutch serve --port 8123                         the console in a browser
From another terminal, while a Hutch runs:
  hutch queue add scan @scan.json --purpose "LaB6 std"
  hutch status                                    what it does now
  hutch watch                                     follows what it does
  hutch abort "wrong sample"                      ends the plan through its cleanup; "hutch halt" at once
  hutch runs ls --since 2d                        what was measured

The workspace is the folder with hutch.yaml at or above this one, or that of -c; without any, the simulated beamline that ships.
Exit status: 0 success, 1 the plan failed, 2 bad request or usage, 130 interrupted.

Environment:
  HUTCH_CONFIG       hutch.yaml files as with -c, with ":" between them (";" on Windows)
  HUTCH_STATE_DIR    folder for the store, the queue and the socket, in place of the workspace's own
  HUTCH_DATA_DIR     folder into which the simulated detectors write their files
  HUTCH_URL          address of a Hutch to ask, as with --url
  HUTCH_SIM_SPEED    10 lets simulated devices live ten times as fast
  HUTCH_SIM_FAULT    what goes wrong in simulated devices: det:fail@3
  HUTCH_BASELINE, HUTCH_MONITORS, HUTCH_FLYERS    devices, between commas, that are recorded beside every run`;

/** Below the help of every command: what holds for all of them is said once. */
const ELSEWHERE = '\n"hutch --help" tells of -c, of the exit status, and of the environment variables (HUTCH_...).';

/**
 * The `hutch` command. Each subcommand loads its own code when it is called, because `hutch plans` must not wait for a web server.
 *
 * @param onFile takes each file that `-c` names, in order
 * @param end takes the exit status of the subcommand
 */
export function buildProgram(
  context: CliContext,
  onFile: (file: string) => void,
  end: (status: ExitStatus) => void,
): Command {
  const program = new Command('hutch')
    .description('Runs experiments at a beamline: plans, devices, queue, live data.')
    .version(context.application.version, '-V, --version')
    .option('-c, --config <file>', 'a hutch.yaml of the workspace; again for more, of which later ones win', onFile)
    .configureOutput({
      writeOut: (text) => context.terminal.out(text.trimEnd()),
      writeErr: (text) => context.terminal.err(text.trimEnd().replace(/^error: /, 'error[usage]: ')),
    })
    .showHelpAfterError('(hutch --help tells more)')
    .exitOverride()
    .addHelpText('after', HELP)
    .addHelpText('afterAll', ({ command }) => (command.parent ? ELSEWHERE : ''));
  const setting: CommandSetting = { program, context, end };
  addPlanCommands(setting);
  addDeviceCommands(setting);
  addFrontCommands(setting);
  addControlCommands(setting);
  addListCommands(setting, addQueueCommands(setting));
  addRunCommands(setting);
  addEnvironmentCommands(setting);
  addStoreCommands(setting);
  addWorkspaceCommands(setting);
  return program;
}
