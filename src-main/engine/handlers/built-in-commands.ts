import type { CallState } from '../call-state.ts';
import type { CommandEntry } from '../command-handler.ts';
import type { Command, Msg } from '../msg.ts';
import { checkpoint } from './checkpoint.ts';
import { clearCheckpoint } from './clear-checkpoint.ts';
import { closeRun } from './close-run.ts';
import { collect } from './collect.ts';
import { complete } from './complete.ts';
import { configure } from './configure.ts';
import { create } from './create.ts';
import { declareStream } from './declare-stream.ts';
import { drop } from './drop.ts';
import { input } from './input.ts';
import { installSuspender } from './install-suspender.ts';
import { kickoff } from './kickoff.ts';
import { locate } from './locate.ts';
import { monitor } from './monitor.ts';
import { nullCommand } from './null.ts';
import { openRun } from './open-run.ts';
import { pause } from './pause.ts';
import { prepare } from './prepare.ts';
import { read } from './read.ts';
import { removeSuspender } from './remove-suspender.ts';
import { resumeFromSuspender } from './resume-from-suspender.ts';
import { rewindable } from './rewindable.ts';
import { save } from './save.ts';
import { set } from './set.ts';
import { sleep } from './sleep.ts';
import { stage, unstage } from './stage.ts';
import { startSuspender } from './start-suspender.ts';
import { stop } from './stop.ts';
import { subscribe } from './subscribe.ts';
import { trigger } from './trigger.ts';
import { unmonitor } from './unmonitor.ts';
import { unsubscribe } from './unsubscribe.ts';
import { wait } from './wait.ts';
import { waitFor } from './wait-for.ts';

type AnyHandler = (call: CallState, msg: never) => unknown;
type Kind = Omit<CommandEntry, 'handler'>;

/** Kept for the replay, and finished before a pause. */
const PLAIN: Kind = { cacheable: true, interruptible: false, retried: false };
/** Kept for the replay; a pause cuts it short, and if it is not replayed it is sent again. */
const WAITING: Kind = { cacheable: true, interruptible: true, retried: true };
/** Never replayed (bluesky 1.14.6, `_UNCACHEABLE_COMMANDS`). */
const ONCE: Kind = { cacheable: false, interruptible: false, retried: false };

function entry<C extends Command>(command: C, handler: AnyHandler, kind: Kind): [string, CommandEntry] {
  return [command, { ...kind, handler: handler as (call: CallState, msg: Msg) => unknown }];
}

/** Every command that an engine has from the start (bluesky 1.14.6, `_command_registry`). `RE_class` is added by the engine itself. */
export const BUILT_IN_COMMANDS: readonly [string, CommandEntry][] = [
  entry('open_run', openRun, ONCE),
  entry('close_run', closeRun, ONCE),
  entry('declare_stream', declareStream, PLAIN),
  entry('create', create, PLAIN),
  entry('read', read, WAITING),
  entry('save', save, PLAIN),
  entry('drop', drop, PLAIN),
  entry('locate', locate, WAITING),
  entry('monitor', monitor, ONCE),
  entry('unmonitor', unmonitor, ONCE),
  entry('null', nullCommand, PLAIN),
  entry('stop', stop, PLAIN),
  entry('set', set, PLAIN),
  entry('trigger', trigger, PLAIN),
  entry('sleep', sleep, WAITING),
  entry('wait', wait, WAITING),
  entry('wait_for', waitFor, WAITING),
  entry('checkpoint', checkpoint, PLAIN),
  entry('clear_checkpoint', clearCheckpoint, PLAIN),
  entry('rewindable', rewindable, PLAIN),
  entry('pause', pause, ONCE),
  entry('input', input, WAITING),
  entry('prepare', prepare, PLAIN),
  entry('kickoff', kickoff, PLAIN),
  entry('complete', complete, PLAIN),
  entry('collect', collect, PLAIN),
  entry('configure', configure, PLAIN),
  entry('stage', stage, ONCE),
  entry('unstage', unstage, ONCE),
  entry('subscribe', subscribe, ONCE),
  entry('unsubscribe', unsubscribe, ONCE),
  entry('install_suspender', installSuspender, ONCE),
  entry('remove_suspender', removeSuspender, ONCE),
  entry('_start_suspender', startSuspender, ONCE),
  entry('_resume_from_suspender', resumeFromSuspender, PLAIN),
];
