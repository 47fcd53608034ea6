import { HutchError } from '#shared/errors.ts';
import type { EngineLogger } from './engine-logger.ts';
import { type MsgGenerator, msg } from './msg.ts';
import type { SuspendableEngine, Suspender } from './suspender.ts';

/** The suspenders that watch over an engine. */
export class InstalledSuspenders {
  readonly #engine: SuspendableEngine;
  readonly #all = new Set<Suspender>();

  constructor(engine: SuspendableEngine) {
    this.#engine = engine;
  }

  get all(): ReadonlySet<Suspender> {
    return this.#all;
  }

  /** Throws `bad_request` for what is no suspender, and what its signal throws. */
  install(suspender: Suspender): void {
    if (typeof suspender?.install !== 'function' || typeof suspender.waitForRelease !== 'function') {
      throw new HutchError('bad_request', `${String(suspender)} is not a suspender and cannot be installed`);
    }
    this.#all.add(suspender);
    try {
      suspender.install(this.#engine);
    } catch (thrown) {
      this.remove(suspender);
      throw thrown;
    }
  }

  /** @returns whether it was installed */
  remove(suspender: Suspender): boolean {
    if (!this.#all.delete(suspender)) return false;
    suspender.remove();
    return true;
  }

  /** A plan that waits until all that are tripped are content; `undefined` when all are. */
  waitUntilContent(logger: EngineLogger): MsgGenerator<unknown> | undefined {
    const waits = [...this.#all].flatMap((suspender) => suspender.waitForRelease() ?? []);
    if (waits.length === 0) return undefined;
    logger.warn('The plan begins when all suspenders are content', {
      justifications: [...this.#all].filter((s) => s.tripped).map((s) => s.justification),
    });
    return waitFirst(waits);
  }
}

function* waitFirst(waits: readonly (() => Promise<void>)[]): MsgGenerator<unknown> {
  return yield msg('wait_for', null, [waits], {});
}
