import type { Logger } from '#shared/logger.ts';

/**
 * What the store goes on in spite of: for the log, once per cause. The log of a host begins after its store was opened: what comes before is
 * kept for it.
 */
export class StoreWarnings {
  readonly #told = new Set<string>();
  readonly #kept: string[] = [];
  #logger: Logger | undefined;

  constructor(logger?: Logger) {
    this.#logger = logger;
  }

  /** @param cause a second one of the same cause is not told */
  tell(cause: string, message: string): void {
    if (this.#told.has(cause)) return;
    this.#told.add(cause);
    if (this.#logger) this.#logger.warning(message);
    else this.#kept.push(message);
  }

  /** What was kept is told now, what comes at once. */
  logTo(logger: Logger): void {
    this.#logger = logger;
    for (const message of this.#kept.splice(0)) logger.warning(message);
  }
}
