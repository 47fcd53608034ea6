import { HutchError } from '#shared/errors.ts';
import type { EngineState } from '../engine/engine-state.ts';

/** What a person may ask of the plan that runs. */
export type EngineCommand = 'pause' | 'resume' | 'stop' | 'abort' | 'halt';

/** In which states of the engine each is accepted. A halt overrules a stop or an abort whose cleanup takes too long. */
const ACCEPTED: Readonly<Record<EngineCommand, readonly EngineState[]>> = {
  pause: ['running', 'suspending'],
  resume: ['paused'],
  stop: ['running', 'paused', 'pausing', 'suspending'],
  abort: ['running', 'paused', 'pausing', 'suspending'],
  halt: ['running', 'paused', 'pausing', 'suspending', 'stopping', 'aborting'],
};

const DONE: Readonly<Record<EngineCommand, string>> = {
  pause: 'paused',
  resume: 'resumed',
  stop: 'stopped',
  abort: 'aborted',
  halt: 'halted',
};

/** The state that a command leads to; asking for it again while it goes on is no mistake. */
const LEADS_TO: Readonly<Record<EngineCommand, readonly EngineState[]>> = {
  pause: ['pausing', 'paused'],
  resume: [],
  stop: ['stopping'],
  abort: ['aborting'],
  halt: ['halting'],
};

/**
 * Whether `command` has to be given to the engine in `state`: `false` when it is under way already.
 * @throws HutchError `invalid_transition`, a sentence that says what the plan called `planName` does instead.
 */
export function checkCommand(command: EngineCommand, state: EngineState, planName: string): boolean {
  if (LEADS_TO[command].includes(state)) return false;
  if (ACCEPTED[command].includes(state)) return true;
  throw new HutchError('invalid_transition', `${planName} is ${state}: it cannot be ${DONE[command]}.`);
}

/** The refusal where no plan runs at all. */
export function nothingRuns(command: EngineCommand): HutchError {
  return new HutchError('invalid_transition', `Nothing is running: there is nothing to ${command}.`);
}
