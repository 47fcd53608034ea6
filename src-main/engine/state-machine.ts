import { HutchError } from '#shared/errors.ts';
import type { EngineLogger } from './engine-logger.ts';
import { type EngineState, TRANSITIONS } from './engine-state.ts';

/** Told of every change of state. */
export type StateHook = (state: EngineState, previous: EngineState) => void;

/** Holds the engine's state and refuses every transition that {@link TRANSITIONS} does not list. */
export class StateMachine {
  /** Bluesky's `state_hook`. */
  hook: StateHook | null = null;
  #state: EngineState = 'idle';
  readonly #listeners = new Set<StateHook>();
  readonly #logger: EngineLogger;

  constructor(logger: EngineLogger) {
    this.#logger = logger;
  }

  get state(): EngineState {
    return this.#state;
  }

  /** Whether the table lets the engine go to `next` from here. */
  allows(next: EngineState): boolean {
    return TRANSITIONS[this.#state].includes(next);
  }

  /** Goes to `next`. Throws `invalid_transition`. A hook that throws is logged: it cannot keep the engine from moving on. */
  to(next: EngineState): void {
    const previous = this.#state;
    if (!this.allows(next)) {
      throw new HutchError('invalid_transition', `The RunEngine cannot go from '${previous}' to '${next}'`);
    }
    this.#state = next;
    if (this.hook !== null) this.#call(this.hook, next, previous);
    for (const listener of [...this.#listeners]) this.#call(listener, next, previous);
  }

  /** Settles once the state is one of `states`. */
  until(states: readonly EngineState[]): Promise<EngineState> {
    if (states.includes(this.#state)) return Promise.resolve(this.#state);
    return new Promise((resolve) => {
      const listener: StateHook = (state) => {
        if (!states.includes(state)) return;
        this.#listeners.delete(listener);
        resolve(state);
      };
      this.#listeners.add(listener);
    });
  }

  #call(hook: StateHook, next: EngineState, previous: EngineState): void {
    try {
      hook(next, previous);
    } catch (thrown) {
      this.#logger.error(`A state hook failed on ${previous} -> ${next}`, { error: String(thrown) });
    }
  }
}
