import { type CommandSetting, JSON_OPTION } from '../command-setting.ts';
import { addSupplementalOptions } from '../supplemental-options.ts';

const RUN_HELP = `
NAME is a plan's, and JSON its parameters: as an argument, from a file (@params.json) or from standard input (-).
NAME may also be - or @request.json: then the whole request {"name": ..., "params": {...}} comes from there.

The run is recorded in the workspace, its task in the history; what waits in the queue stays there and does not start. Where a plan allows it, a
run that was cut short is gone on with by "hutch runs continue". Where a Hutch runs already, use "hutch queue add" and "hutch watch" instead.
The first Ctrl-C aborts the plan through its cleanup, the second halts it.

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

/** Adds `hutch plans`, `hutch run` and `hutch inspect`. */
export function addPlanCommands({ program, context, end }: CommandSetting): void {
  program
    .command('plans')
    .description('list the plans that can be run')
    .option(...JSON_OPTION)
    .action(async (options) => end(await (await import('../commands/plans.ts')).plans(context, options)));
  addSupplementalOptions(program.command('run'))
    .description('run a plan here and tell of it while it runs')
    .argument('<name>', 'name of the plan; - or @file for the whole request')
    .argument('[json]', 'its parameters as JSON; @file or - for standard input')
    .option('--json', 'one JSON value a line: state, progress, documents')
    .addHelpText('after', RUN_HELP)
    .action(async (name, json, options) =>
      end(await (await import('../commands/run.ts')).run(context, name, json, options)),
    );
  program
    .command('inspect')
    .description('look at what a plan would do, without doing any of it')
    .argument('<name>', 'name of the plan; - or @file for the whole request')
    .argument('[json]', 'its parameters as JSON; @file or - for standard input')
    .option('--json', 'every message, one JSON value a line')
    .addHelpText('after', INSPECT_HELP)
    .action(async (name, json, options) =>
      end(await (await import('../commands/inspect.ts')).inspect(context, name, json, options)),
    );
}
