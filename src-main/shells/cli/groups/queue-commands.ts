import type { Command } from 'commander';
import { type CommandSetting, gather, JSON_OPTION, urlOption, wholeNumber } from '../command-setting.ts';

const QUEUE_HELP = `
  hutch queue ls                                        the queue, with its revision
  hutch queue add scan '{"num": 51}' --purpose "find the beam" --set sample=LaB6
  hutch queue add count --front                         before all others; --at 3, --after ID
  hutch queue add --stop                                the queue stops when it gets there
  hutch queue add --table samples.csv scan              a row an item; the first row names the parameters
  hutch queue add @night.json                           a list of items [{"name": ..., "params": {...}}, ...], all or none
  hutch queue mv 4 5 --front                            what stands 4th and 5th
  hutch queue edit 3fa1 '{"num": 11}'                   changes one parameter of a waiting item
  hutch queue rm 2 3fa1c2

ID is the number in "hutch queue ls", or the first characters of the id, four or more.
Every change is refused (exit status 2, with what changed) when the queue is no longer the one that --revision names; without it, the one
that the command has just read. "stop" is never refused.`;

/** A subcommand of the queue that asks and changes nothing. */
function reading(queue: Command, name: string, what: string): Command {
  return queue
    .command(name)
    .description(what)
    .option(...JSON_OPTION)
    .addOption(urlOption());
}

/** A subcommand that changes the queue. */
function writing(queue: Command, name: string, what: string): Command {
  return reading(queue, name, what).option('--revision <n>', 'the revision of the queue that was seen', wholeNumber(0));
}

function placing(command: Command): Command {
  return command
    .option('--front', 'before all others')
    .option('--back', 'behind all others')
    .option('--at <n>', 'as the n-th, counted from 1', wholeNumber(1))
    .option('--after <id>', 'behind this one')
    .option('--before <id>', 'before this one');
}

function describing(command: Command): Command {
  return command
    .option('--purpose <text>', 'what it is for')
    .option('--session <name>', 'instrument session')
    .option('--set <column=value>', "a column of the beamline's; again for more", gather);
}

function addItemCommands(queue: Command, { context, end }: CommandSetting): void {
  describing(placing(writing(queue, 'add', 'put items into the queue: all of them, or none')))
    .argument('[name]', 'name of a plan; - or @file for a list of items')
    .argument('[json]', 'its parameters as JSON; @file or - for standard input')
    .option('--stop', 'an instruction to stop')
    .option('--table <file.csv>', 'a table of parameters, one item a row')
    .action(async (name, json, options) =>
      end(await (await import('../commands/queue-add.ts')).queueAdd(context, { name, json }, options)),
    );
  const change = () => import('../commands/queue-change.ts');
  writing(queue, 'rm', 'take items out of the queue; put ended ones that are held away')
    .argument('<id...>')
    .action(async (ids, options) => end(await (await change()).queueRemove(context, ids, options)));
  placing(writing(queue, 'mv', 'move items; a block keeps its order'))
    .argument('<id...>')
    .option('--to <n>', 'as --at', wholeNumber(1))
    .action(async (ids, options) => end(await (await change()).queueMove(context, ids, options)));
  describing(writing(queue, 'edit', 'change a waiting item where it stands'))
    .argument('<id>')
    .argument('[json]', 'parameters to change, as JSON; @file or - for standard input')
    .option('--replace', 'the JSON is all of the parameters')
    .action(async (id, json, options) =>
      end(await (await import('../commands/queue-edit.ts')).queueEdit(context, { id, json }, options)),
    );
  writing(queue, 'dup', 'put a copy of each behind the last of them')
    .argument('<id...>')
    .action(async (ids, options) => end(await (await change()).queueDuplicate(context, ids, options)));
  writing(queue, 'hold', 'let items wait until they are released')
    .argument('<id...>')
    .requiredOption('--reason <text>', 'why')
    .action(async (ids, options) => end(await (await change()).queueHold(context, ids, options)));
  writing(queue, 'release', 'let held items run when it is their turn')
    .argument('<id...>')
    .action(async (ids, options) => end(await (await change()).queueRelease(context, ids, options)));
  writing(queue, 'run-now', 'run a waiting item before all others, at once')
    .argument('<id>')
    .action(async (id, options) => end(await (await change()).queueRunNow(context, id, options)));
  placing(writing(queue, 'requeue', 'put what has ended into the queue again'))
    .argument('<id...>')
    .action(async (ids, options) => end(await (await change()).queueRequeue(context, ids, options)));
}

function addQueueSwitches(queue: Command, { context, end }: CommandSetting): void {
  const switches = () => import('../commands/queue-switches.ts');
  writing(queue, 'start', 'let waiting items start').action(async (options) =>
    end(await (await switches()).queueStart(context, options)),
  );
  reading(queue, 'stop', 'start no further item; the plan that runs goes on').action(async (options) =>
    end(await (await switches()).queueStop(context, options)),
  );
  writing(queue, 'clear', 'take every waiting item out').action(async (options) =>
    end(await (await switches()).queueClear(context, options)),
  );
  writing(queue, 'loop', 'let items that succeeded go to the back again')
    .argument('<on|off>')
    .action(async (word, options) => end(await (await switches()).queueLoop(context, word, options)));
  writing(queue, 'on-failure', 'whether the queue stops when an item fails or is aborted')
    .argument('<stop|continue>')
    .action(async (word, options) => end(await (await switches()).queueOnFailure(context, word, options)));
}

/** Adds `hutch queue` and `hutch history`. @returns the `queue` command, for more below it */
export function addQueueCommands(setting: CommandSetting): Command {
  const { program, context, end } = setting;
  const queue = program
    .command('queue')
    .description('show and change the queue of the Hutch that runs for this workspace')
    .addHelpText('after', QUEUE_HELP);
  reading(queue, 'ls', 'list what runs, what waits and what is held').action(async (options) =>
    end(await (await import('../commands/queue-list.ts')).queueList(context, options)),
  );
  addItemCommands(queue, setting);
  addQueueSwitches(queue, setting);
  reading(queue, 'export', 'the queue, or the history, as a file')
    .option('--history', 'what has ended')
    .option('--format <format>', 'json, yaml or text', 'text')
    .option('-o, --output <file>', 'where to; standard output unless given')
    .action(async (options) => end(await (await import('../commands/queue-export.ts')).queueExport(context, options)));
  reading(program, 'history', 'list the items that ended: how, when, how long, and why')
    .argument('[text]', 'looked for in plan, purpose, columns, parameters and error')
    .option('--plan <name>', 'only this plan')
    .option('--state <state>', 'succeeded, stopped, aborted, failed, interrupted or cancelled; again for more', gather)
    .option('--limit <n>', 'at most so many', wholeNumber(1), 20)
    .action(async (text, options) =>
      end(await (await import('../commands/history.ts')).history(context, text, options)),
    );
  return queue;
}
