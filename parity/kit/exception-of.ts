import { HutchError } from '../../src-main/sdk/index.ts';

/** What Python's error may be compared with. */
export interface ComparableError {
  readonly type?: string;
  readonly message?: string;
}

/** Errors of Hutch have sentences of their own, and where Bluesky has no class for them, no class that could be compared. */
export function exceptionOf(error: Error): ComparableError {
  if (!(error instanceof HutchError)) return { type: error.name, message: error.message };
  return error.name === 'HutchError' ? {} : { type: error.name };
}
