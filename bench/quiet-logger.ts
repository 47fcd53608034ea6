import type { Logger } from '#shared/logger.ts';

function nothing(): void {
  // A measurement has no log.
}

/** A logger that keeps nothing. */
export const quietLogger: Logger = {
  debug: nothing,
  info: nothing,
  warning: nothing,
  error: nothing,
  child: () => quietLogger,
};
