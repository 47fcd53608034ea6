import { HutchError } from '#shared/errors.ts';
import type { DurablePublisher } from './durable-publisher.ts';

type Handler = (input: never, origin: never) => unknown;

/** What must be done whether it can be kept or not: a stop is never refused. */
const NEVER_REFUSED: ReadonlySet<string> = new Set(['queue.stop']);

/**
 * `handlers`, each of which writes to the queue, so that none answers before what it did is safe on disk. While the store takes nothing, and
 * until it has what waited for it, they refuse before anything is done; each asks it once more first, because a person may just have made room.
 */
export function durableWrites<T extends Readonly<Record<keyof T, Handler>>>(
  handlers: T,
  publisher: DurablePublisher,
): T {
  const entries = Object.entries<Handler>(handlers).map(([method, handler]) => {
    const mustBeDone = NEVER_REFUSED.has(method);
    const durable = async (input: never, origin: never): Promise<unknown> => {
      if (!mustBeDone && publisher.trouble && !publisher.retryNow()) throw publisher.trouble;
      const output = await handler(input, origin);
      await publisher.durable().catch((thrown: unknown) => {
        if (!mustBeDone) throw notKept(thrown);
      });
      return output;
    };
    return [method, durable] as const;
  });
  // The same names with the same inputs and outputs, each later.
  return Object.fromEntries(entries) as unknown as T;
}

function notKept(thrown: unknown): HutchError {
  const { code, message } = HutchError.from(thrown, 'store_failed');
  return new HutchError(code, `It is done, but not safe on disk yet: ${message} It is tried again.`, { cause: thrown });
}
