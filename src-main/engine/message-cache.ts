import { MessageCacheFull } from './engine-errors.ts';
import type { EngineLogger } from './engine-logger.ts';
import type { Msg } from './msg.ts';

const WARN_AT = 0.8;

/**
 * Messages since the last checkpoint, to be sent again after a pause.
 * It exists from the start of a call (a plan without any checkpoint is replayed whole) until `clear_checkpoint` disables it,
 * for good: bluesky 1.14.6, `_msg_cache`. Unlike Bluesky's it is bounded.
 */
export class MessageCache {
  readonly #limit: number;
  readonly #logger: EngineLogger;
  #messages: Msg[] = [];
  #enabled = true;
  #warned = false;

  constructor(limit: number, logger: EngineLogger) {
    this.#limit = limit;
    this.#logger = logger;
  }

  /** Whether the plan can come back after a pause. */
  get enabled(): boolean {
    return this.#enabled;
  }

  get size(): number {
    return this.#messages.length;
  }

  /** Keeps a message. Throws `message_cache_full`, and is then disabled so that the plan can still clean up. */
  push(message: Msg): void {
    if (!this.#enabled) return;
    const count = this.#messages.push(message);
    if (count < this.#limit * WARN_AT) return;
    if (count > this.#limit) {
      this.disable();
      throw new MessageCacheFull(this.#limit);
    }
    if (this.#warned) return;
    this.#warned = true;
    this.#logger.warn(`The plan has sent ${count} messages since its last checkpoint; it will fail at ${this.#limit}`);
  }

  /** Forgets what was kept: a checkpoint. Returns false, and does nothing, when the cache is disabled. */
  reset(): boolean {
    if (!this.#enabled) return false;
    this.#messages.length = 0;
    this.#warned = false;
    return true;
  }

  /** Takes everything out, for the replay. */
  take(): Msg[] {
    const messages = this.#messages;
    this.#messages = [];
    return messages;
  }

  /** `clear_checkpoint`: from now on nothing is kept, and a pause becomes an abort. */
  disable(): void {
    this.#enabled = false;
    this.#messages = [];
  }
}
