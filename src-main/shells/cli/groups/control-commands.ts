import type { Command } from 'commander';
import { type CommandSetting, JSON_OPTION, urlOption } from '../command-setting.ts';

const WATCH_HELP = `
Points, moves, states of the engine, changes of the queue and notices as they come, from the middle of a run too. Ctrl-C ends the watching
and nothing else. When the Hutch goes, so does the watching, with exit status 1.

With --json, one JSON value a line, told apart by "type": status (first), worker, progress, document,
task (as it ended), queue, notice, missed, and gone (last).`;

const ABORT_HELP = `
The plan ends through its cleanup, which may move motors; REASON goes into the stop document, and what waits in the queue is held up.
"hutch stop" keeps the data as a success, "hutch halt" skips the cleanup. Ctrl-C while it cleans up ends the waiting, not the cleanup.`;

const HALT_HELP = `
Never asks: it is for emergencies. The plan's own cleanup is skipped; motors that it has moved are stopped all the same.
Hutch is no safety system: the facility's interlocks and emergency stops stand above it.`;

/** Adds what looks at the Hutch that runs for the workspace and steers the plan in it. */
export function addControlCommands({ program, context, end }: CommandSetting): void {
  const command = (name: string, what: string): Command =>
    program
      .command(name)
      .description(what)
      .option(...JSON_OPTION)
      .addOption(urlOption());
  const control = () => import('../commands/control.ts');
  command('status', 'tell what the Hutch of this workspace does: plan, queue, notices').action(async (options) =>
    end(await (await import('../commands/status.ts')).status(context, options)),
  );
  program
    .command('watch')
    .description('follow what the Hutch of this workspace does')
    .option(...JSON_OPTION)
    .addHelpText('after', WATCH_HELP)
    .action(async (options) => end(await (await import('../commands/watch.ts')).watch(context, options)));
  command('pause', 'pause the plan that runs: motors stop, "hutch resume" goes on from the last checkpoint')
    .option('--defer', 'at the next checkpoint, moves and exposures end before')
    .action(async (options) => end(await (await control()).pause(context, options)));
  command('resume', 'go on with the plan that is paused').action(async (options) =>
    end(await (await control()).resume(context, options)),
  );
  command('stop', 'end the plan through its cleanup; its data count as a success').action(async (options) =>
    end(await (await control()).stop(context, options)),
  );
  command('abort', 'end the plan through its cleanup; its data count as aborted')
    .argument('[reason]', 'why: goes into the stop document')
    .addHelpText('after', ABORT_HELP)
    .action(async (reason, options) => end(await (await control()).abort(context, reason, options)));
  command('halt', 'end the plan at once, without its cleanup')
    .addHelpText('after', HALT_HELP)
    .action(async (options) => end(await (await control()).halt(context, options)));
}
