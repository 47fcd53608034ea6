import { HutchError } from '#shared/errors.ts';

/** Equals everything: what the recordings say there is a matter of Python, or of how an error is worded. */
export const ANY = Symbol('any');

const BY_CODE: Readonly<Record<string, string>> = {
  invalid_transition: 'TransitionError',
  engine_busy: 'RuntimeError',
  wrong_protocol: 'AssertionError',
  invalid_params: 'ValueError',
  timeout: 'WaitForTimeoutError',
};

/** The Python class that stands in the recordings for an error. Errors that devices throw are plain ones there, `RuntimeError`. */
export function pythonName(error: unknown): string {
  if (!(error instanceof Error)) return typeof error;
  if (error instanceof HutchError && BY_CODE[error.code] !== undefined) return BY_CODE[error.code] as string;
  return error.name === 'Error' ? 'RuntimeError' : error.name;
}
