import { Command, InvalidArgumentError, Option } from 'commander';
import type { CliContext } from './cli-context.ts';
import { addDeviceCommands } from './device-commands.ts';
import type { ExitStatus } from './exit-status.ts';
import { addSupplementalOptions } from './supplemental-options.ts';

/** Where the console is served when nobody says otherwise. */
export const DEFAULT_PORT = 8520;

const EXAMPLES = `
Examples:
  hutch plans                                     what can be run
  hutch run count                                 run a plan with its defaults
  hutch run count '{"num": 3, "delay": 0.1}'      ... with parameters
  hutch run scan @scan.json --json                ... from a file, a JSON value a line
  hutch inspect scan @scan.json                   what would move, how far, and how long it takes
  echo '{"name": "count"}' | hutch run - --json   the whole request from standard input
  hutch serve --port 8123                         the console in a browser
  hutch devices                                   the devices and how they are
  hutch devices stage.x set 12.5                  moves one and waits

Exit status: 0 success, 1 the plan failed, 2 bad request or usage, 130 interrupted.
The first Ctrl-C aborts a plan through its cleanup, the second halts it.
Environment: HUTCH_SIM_SPEED=10 lets simulated devices live ten times as fast; HUTCH_BASELINE, HUTCH_MONITORS and HUTCH_FLYERS hold
names of devices, between commas, that are recorded beside every run.`;

const RUN_HELP = `
NAME is a plan's, and JSON its parameters: as an argument, from a file (@params.json) or from standard input (-).
NAME may also be - or @request.json: then the whole request {"name": ..., "params": {...}} comes from there.

With --json, standard output has one JSON value a line, told apart by "type":
  {"type":"worker","state":"RUNNING",...}                  the engine changed its state, a task began or ended
  {"type":"progress","task_id":...,"statuses":{...}}       what is being waited for
  {"type":"document","name":"start","doc":{...}}           a document of Bluesky's event model
  {"type":"error","error":{"code":...,"message":...}}      last, when the request was refused or the plan failed`;

const INSPECT_HELP = `
NAME and JSON are those of hutch run. No device is connected and nothing moves: stand-ins answer in place of the devices.

With --json, standard output has every message that the plan yields, in Bluesky's form:
  {"command":"set","obj":"stage-x","args":[0.5],"kwargs":{"group":"set#1"},"run":null}
Groups of statuses are numbered, because their ids differ from one run to the next. Limits are not looked at.

Exit status: 0, 1 when the plan would leave the limits of a device (unless its author allows that) or would fail, 2 bad request or usage.`;

function port(text: string): number {
  const value = Number(text);
  if (!/^\d+$/.test(text) || value > 65_535)
    throw new InvalidArgumentError('A port is a number from 0 (any free one) to 65535.');
  return value;
}

function portOption(): Option {
  return new Option('-p, --port <port>', 'port on 127.0.0.1; 0 takes any free one')
    .argParser(port)
    .default(DEFAULT_PORT);
}

function addLists(program: Command, context: CliContext, end: (status: ExitStatus) => void): void {
  const json = ['--json', 'one JSON value a line'] as const;
  program
    .command('plans')
    .description('list the plans that can be run')
    .option(...json)
    .action(async (options) => end(await (await import('./commands/plans.ts')).plans(context, options)));
}

/**
 * The `hutch` command. Each subcommand loads its own code when it is called, because `hutch plans` must not wait for a web server.
 *
 * @param end takes the exit status of the subcommand
 */
export function buildProgram(context: CliContext, end: (status: ExitStatus) => void): Command {
  const program = new Command('hutch')
    .description('Runs experiments at a beamline: plans, devices, queue, live data.')
    .version(context.application.version, '-V, --version')
    .configureOutput({
      writeOut: (text) => context.terminal.out(text.trimEnd()),
      writeErr: (text) => context.terminal.err(text.trimEnd().replace(/^error: /, 'error[usage]: ')),
    })
    .showHelpAfterError('(hutch --help tells more)')
    .exitOverride()
    .addHelpText('after', EXAMPLES);
  addLists(program, context, end);
  addDeviceCommands(program, context, end);
  addSupplementalOptions(program.command('run'))
    .description('run a plan and tell of it while it runs')
    .argument('<name>', 'name of the plan; - or @file for the whole request')
    .argument('[json]', 'its parameters as JSON; @file or - for standard input')
    .option('--json', 'one JSON value a line: state, progress, documents')
    .addHelpText('after', RUN_HELP)
    .action(async (name, json, options) =>
      end(await (await import('./commands/run.ts')).run(context, name, json, options)),
    );
  program
    .command('inspect')
    .description('look at what a plan would do, without doing any of it')
    .argument('<name>', 'name of the plan; - or @file for the whole request')
    .argument('[json]', 'its parameters as JSON; @file or - for standard input')
    .option('--json', 'every message, one JSON value a line')
    .addHelpText('after', INSPECT_HELP)
    .action(async (name, json, options) =>
      end(await (await import('./commands/inspect.ts')).inspect(context, name, json, options)),
    );
  addSupplementalOptions(program.command('serve'))
    .description('serve the console to a browser on this machine')
    .addOption(portOption())
    .action(async (options) => end(await (await import('./commands/serve.ts')).serve(context, options)));
  program
    .command('start')
    .description('open the desktop window, or serve the console where there can be none')
    .addOption(portOption())
    .action(async (options) => end(await (await import('./commands/start.ts')).start(context, options)));
  return program;
}
