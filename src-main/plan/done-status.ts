import type { Status } from '../engine/status.ts';

/** The status of something that is done, and went well: for what was not done because there was no need. */
export const DONE_STATUS: Status = Object.freeze({
  done: true,
  success: true,
  exception: () => null,
  addCallback(callback: (status: Status) => void) {
    callback(DONE_STATUS);
    return () => undefined;
  },
});
