import type { ErrorCode } from '#shared/errors.ts';

const STATUS: Readonly<Record<ErrorCode, number>> = {
  bad_request: 400,
  usage: 400,
  not_allowed: 403,
  unknown_method: 404,
  unknown_plan: 404,
  unknown_device: 404,
  unknown_task: 404,
  unknown_run: 404,
  unknown_list: 404,
  // The request is well made and names things that exist; what it asks is wrong.
  wrong_protocol: 422,
  invalid_params: 422,
  limit_violation: 422,
  invalid_plan: 422,
  invalid_metadata: 422,
  // The request is right, and the moment is not.
  invalid_transition: 409,
  device_busy: 409,
  engine_busy: 409,
  cancelled: 409,
  port_in_use: 409,
  duplicate_name: 409,
  conflict: 409,
  workspace_held: 409,
  no_replay_allowed: 409,
  request_abort: 409,
  request_stop: 409,
  plan_halt: 409,
  not_connected: 503,
  unavailable: 503,
  timeout: 504,
  device_failed: 502,
  failed_status: 502,
  failed_pause: 500,
  illegal_message_sequence: 500,
  invalid_command: 500,
  message_cache_full: 500,
  suspender_failed: 500,
  module_failed: 500,
  invalid_config: 500,
  plan_failed: 500,
  store_damaged: 500,
  store_failed: 500,
  disk_full: 507,
  internal: 500,
};

/** The HTTP status of an error: 4xx where whoever asks can put it right, 5xx where not. */
export function httpStatus(code: ErrorCode): number {
  return STATUS[code];
}
