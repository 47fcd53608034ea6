import { CommanderError } from 'commander';
import type { ErrorCode } from '#shared/errors.ts';
import { HutchError } from '#shared/errors.ts';

/** How the `hutch` command ends: 0 success, 1 the plan failed or Hutch did, 2 bad request or usage, 130 interrupted. */
export type ExitStatus = 0 | 1 | 2 | 130;

/** The asker can put it right by asking otherwise. A busy port is one: another can be asked for; and so is a
 * Hutch that does not run, or is not in the state that the command is for. */
const ASKERS_FAULT: ReadonlySet<ErrorCode> = new Set<ErrorCode>([
  'bad_request',
  'unknown_method',
  'unknown_plan',
  'unknown_device',
  'wrong_protocol',
  'invalid_params',
  'unknown_task',
  'unknown_run',
  'limit_violation',
  'not_allowed',
  'usage',
  'port_in_use',
  'conflict',
  'unknown_list',
  'workspace_held',
  'engine_busy',
  'invalid_transition',
  'unavailable',
  'invalid_config',
  'invalid_metadata',
]);

/** The exit status of a command that ended with `thrown`. */
export function exitStatusOf(thrown: unknown): ExitStatus {
  if (thrown instanceof CommanderError) return thrown.exitCode === 0 ? 0 : 2;
  return thrown instanceof HutchError && ASKERS_FAULT.has(thrown.code) ? 2 : 1;
}
