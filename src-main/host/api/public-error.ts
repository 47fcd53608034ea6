import { HutchError, type PlainError } from '#shared/errors.ts';

/** The form in which an error leaves the host: as data, without the trace, which stays in the log. */
export function publicError(thrown: unknown): PlainError {
  const { trace: _trace, ...plain } = HutchError.from(thrown).toPlain();
  return plain;
}
