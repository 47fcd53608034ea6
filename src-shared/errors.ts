import { z } from 'zod';

/**
 * Every code that a `HutchError` may carry. The list is closed: clients switch on it.
 *
 * Request errors (the asker is wrong): `bad_request` `unknown_method` `unknown_plan` `unknown_device` `wrong_protocol` `invalid_params`
 * `unknown_task` `unknown_run` `limit_violation` `invalid_transition` `not_allowed` `usage`.
 * Shared work: `conflict` (the queue is not what the asker saw: `details` say what changed) `unknown_list`.
 * Keeping: `workspace_held` (another Hutch has it) `disk_full` `store_failed` `store_damaged`.
 * Circumstances: `device_busy` `not_connected` `device_failed` `timeout` `port_in_use` `unavailable` `cancelled`.
 * Engine, in Bluesky's words: `failed_status` `failed_pause` `illegal_message_sequence` `invalid_command` `no_replay_allowed` `request_abort`
 * `request_stop` `plan_halt` `invalid_plan` `engine_busy` `message_cache_full` `invalid_metadata` `suspender_failed`.
 * Loading: `module_failed` `duplicate_name` `invalid_config`. Everything else: `plan_failed` (the author's code threw) and `internal` (ours did).
 */
export const ERROR_CODES = [
  'bad_request',
  'unknown_method',
  'unknown_plan',
  'unknown_device',
  'wrong_protocol',
  'invalid_params',
  'unknown_task',
  'unknown_run',
  'limit_violation',
  'invalid_transition',
  'not_allowed',
  'usage',
  'conflict',
  'unknown_list',
  'workspace_held',
  'disk_full',
  'store_failed',
  'store_damaged',
  'device_busy',
  'not_connected',
  'device_failed',
  'timeout',
  'port_in_use',
  'unavailable',
  'cancelled',
  'failed_status',
  'failed_pause',
  'illegal_message_sequence',
  'invalid_command',
  'no_replay_allowed',
  'request_abort',
  'request_stop',
  'plan_halt',
  'invalid_plan',
  'engine_busy',
  'message_cache_full',
  'invalid_metadata',
  'suspender_failed',
  'module_failed',
  'duplicate_name',
  'invalid_config',
  'plan_failed',
  'internal',
] as const;

export const ErrorCode = z.enum(ERROR_CODES);
export type ErrorCode = z.infer<typeof ErrorCode>;

/** One wrong place in a request. `path` is written as a client would write it: `params.axes[1].stop`. */
export const ErrorIssue = z.object({ path: z.string(), code: ErrorCode, message: z.string() });
export type ErrorIssue = z.infer<typeof ErrorIssue>;

/** The plain form of a {@link HutchError}: what crosses a boundary. `trace` is for the log, never for a sentence. */
export const PlainError = z.object({
  code: ErrorCode,
  message: z.string(),
  issues: z.array(ErrorIssue).optional(),
  details: z.record(z.string(), z.json()).optional(),
  cause: z.object({ name: z.string(), message: z.string() }).optional(),
  trace: z.string().optional(),
});
export type PlainError = z.infer<typeof PlainError>;

export interface HutchErrorOptions {
  issues?: ErrorIssue[];
  details?: Record<string, z.infer<ReturnType<typeof z.json>>>;
  cause?: unknown;
}

/**
 * The one error class. `message` is a sentence that an operator understands and names the culprit: the device, the parameter, the file.
 */
export class HutchError extends Error {
  readonly code: ErrorCode;
  readonly issues: ErrorIssue[] | undefined;
  readonly details: HutchErrorOptions['details'];

  constructor(code: ErrorCode, message: string, options: HutchErrorOptions = {}) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    this.name = 'HutchError';
    this.code = code;
    this.issues = options.issues;
    this.details = options.details;
  }

  /** The form that crosses a boundary. */
  toPlain(): PlainError {
    return {
      code: this.code,
      message: this.message,
      ...(this.issues && { issues: this.issues }),
      ...(this.details && { details: this.details }),
      ...(this.cause instanceof Error && { cause: { name: this.cause.name, message: this.cause.message } }),
      ...(this.stack && { trace: this.stack }),
    };
  }

  /** Rebuilds an error on the other side of a boundary; the stack is the far side's, kept in `details.trace` by nobody: use `plain.trace`. */
  static fromPlain(plain: PlainError): HutchError {
    return new HutchError(plain.code, plain.message, {
      ...(plain.issues && { issues: plain.issues }),
      ...(plain.details && { details: plain.details }),
      ...(plain.cause && { cause: new Error(plain.cause.message) }),
    });
  }

  /** Wraps anything that was thrown; a `HutchError` passes unchanged. `code` is used for strangers. */
  static from(thrown: unknown, code: ErrorCode = 'internal'): HutchError {
    if (thrown instanceof HutchError) return thrown;
    if (thrown instanceof Error) return new HutchError(code, thrown.message || thrown.name, { cause: thrown });
    return new HutchError(code, String(thrown));
  }
}
