import type { Pauses } from '#shared/contract/inspect.ts';
import type { Msg } from '../../engine/msg.ts';

/** What the engine does not keep for a replay, beside the commands that reset it. */
const NOT_REPLAYED: ReadonlySet<string> = new Set(['open_run', 'close_run', 'pause', 'RE_class', 'input']);

/** What makes the engine forget what it keeps, as a checkpoint does. */
const RESETS: ReadonlySet<string> = new Set([
  'checkpoint',
  'stage',
  'unstage',
  'monitor',
  'unmonitor',
  'subscribe',
  'unsubscribe',
]);

/** Follows where the plan can be paused, and how much a resume would then do again. */
export class ReplayDepth {
  #checkpoints = 0;
  #messages = 0;
  #moves = 0;
  #mostMessages = 0;
  #mostMoves = 0;
  /** `false` between `clear_checkpoint` and the next checkpoint, and while the plan says that it must not be rewound. */
  #held = true;
  #rewindable = true;
  #unsafePoints = 0;
  #isFreshForPoint = false;
  #pointsWithout = 0;

  observe(message: Msg): void {
    if (message.command === 'rewindable' && typeof message.args[0] === 'boolean') this.#rewindable = message.args[0];
    if (message.command === 'clear_checkpoint') this.#held = false;
    if (message.command === 'checkpoint') {
      this.#checkpoints += 1;
      this.#held = true;
      this.#isFreshForPoint = true;
    }
    if (RESETS.has(message.command)) {
      this.#messages = 0;
      this.#moves = 0;
      return;
    }
    if (!this.#held || NOT_REPLAYED.has(message.command)) return;
    this.#messages += 1;
    if (message.command === 'set') this.#moves += 1;
    this.#mostMessages = Math.max(this.#mostMessages, this.#messages);
    this.#mostMoves = Math.max(this.#mostMoves, this.#moves);
  }

  /** A point was taken. */
  point(): void {
    if (!this.#isFreshForPoint) this.#pointsWithout += 1;
    if (!this.#held || !this.#rewindable) this.#unsafePoints += 1;
    this.#isFreshForPoint = false;
  }

  get pauses(): Pauses {
    return {
      checkpoints: this.#checkpoints,
      at_every_point: this.#checkpoints > 0 && this.#pointsWithout === 0 && this.#unsafePoints === 0,
      replayed_messages: this.#checkpoints > 0 ? this.#mostMessages : 0,
      replayed_moves: this.#checkpoints > 0 ? this.#mostMoves : 0,
    };
  }
}
