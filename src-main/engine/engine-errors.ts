import { type ErrorCode, HutchError, type HutchErrorOptions } from '#shared/errors.ts';
import type { Status } from './status.ts';

/** Base of the errors that the engine throws into plans: an error code, and Bluesky's class name as `name`. */
abstract class EngineError extends HutchError {
  constructor(name: string, code: ErrorCode, message: string, options?: HutchErrorOptions) {
    super(code, message, options);
    this.name = name;
  }
}

/** Thrown into the plan by {@link RunEngine.abort}: clean up, the runs are marked `abort`. Code `request_abort`. */
export class RequestAbort extends EngineError {
  constructor(reason = '') {
    super('RequestAbort', 'request_abort', reason);
  }
}

/** Thrown into the plan by `RunEngine.stop`: clean up, the runs are marked `success`. Code `request_stop`. */
export class RequestStop extends EngineError {
  constructor() {
    super('RequestStop', 'request_stop', '');
  }
}

/** Thrown into the plan by `RunEngine.halt`; whatever the plan yields in answer is not executed. Code `plan_halt`. */
export class PlanHalt extends EngineError {
  constructor() {
    super('PlanHalt', 'plan_halt', '');
  }
}

/** A pause or a suspension was asked for while there is no checkpoint to come back to. Code `failed_pause`. */
export class FailedPause extends EngineError {
  constructor(message = 'The plan cannot be paused here: it has cleared its checkpoint') {
    super('FailedPause', 'failed_pause', message);
  }
}

/** Messages in an order that makes no sense: `save` before `create`. Code `illegal_message_sequence`. */
export class IllegalMessageSequence extends EngineError {
  constructor(message: string) {
    super('IllegalMessageSequence', 'illegal_message_sequence', message);
  }
}

/** A message whose command nobody has registered. Code `invalid_command`. */
export class InvalidCommand extends EngineError {
  constructor(command: string) {
    super('InvalidCommand', 'invalid_command', `The RunEngine has no command '${command}'`);
  }
}

/** Thrown by a device's `pause()`: what it did since the checkpoint may not be done again. Code `no_replay_allowed`. */
export class NoReplayAllowed extends EngineError {
  constructor(message = 'What was done since the checkpoint may not be replayed') {
    super('NoReplayAllowed', 'no_replay_allowed', message);
  }
}

/** A `wait` or `wait_for` took longer than its `timeout`. Code `timeout`. */
export class WaitForTimeoutError extends EngineError {
  constructor(message: string) {
    super('WaitForTimeoutError', 'timeout', message);
  }
}

/** Too many messages since the last checkpoint. Code `message_cache_full`. */
export class MessageCacheFull extends EngineError {
  constructor(limit: number) {
    super(
      'MessageCacheFull',
      'message_cache_full',
      `The plan has sent ${limit} messages since its last checkpoint, more than can be kept for a rewind: let it yield a checkpoint`,
    );
  }
}

/**
 * A status has failed. `cause` is what the device said. The sentence is the status' own `toString()` where it has one,
 * else the device's. Code `failed_status`.
 */
export class FailedStatus extends EngineError {
  readonly status: Status;

  constructor(status: Status) {
    const cause = status.exception();
    super('FailedStatus', 'failed_status', sentenceOf(status, cause), cause === null ? {} : { cause });
    this.status = status;
  }
}

function sentenceOf(status: Status, cause: Error | null): string {
  if (status.toString !== Object.prototype.toString) return String(status);
  return cause?.message || 'An operation failed and its device gave no reason';
}
