import { HutchError } from '#shared/errors.ts';
import type { CallState } from './call-state.ts';
import type { CommandEntry, CustomHandler } from './command-handler.ts';
import { BUILT_IN_COMMANDS } from './handlers/built-in-commands.ts';
import { isPromise } from './is-promise.ts';
import type { Msg } from './msg.ts';

/** The commands of one engine: the built-in ones, and those that somebody registered. */
export class CommandRegistry {
  readonly #entries = new Map<string, CommandEntry>(BUILT_IN_COMMANDS);

  get(command: string): CommandEntry | undefined {
    return this.#entries.get(command);
  }

  get names(): string[] {
    return [...this.#entries.keys()];
  }

  /** Adds a command, or takes the place of one. Throws `bad_request`. */
  register(name: string, handler: CustomHandler): void {
    if (typeof name !== 'string' || name === '' || typeof handler !== 'function') {
      throw new HutchError('bad_request', 'A command needs a name and a handler (msg, context) => answer');
    }
    this.#entries.set(name, {
      handler: (call, msg) => runCustom(call, msg, handler),
      cacheable: true,
      interruptible: true,
      retried: false,
    });
  }

  /** Takes a command away; a built-in one comes back in its place. Throws `invalid_command` when there is none. */
  unregister(name: string): void {
    const builtIn = BUILT_IN_COMMANDS.find(([command]) => command === name);
    if (builtIn !== undefined) this.#entries.set(name, builtIn[1]);
    else if (!this.#entries.delete(name)) {
      throw new HutchError('invalid_command', `The RunEngine has no command '${name}' to unregister`);
    }
  }
}

function runCustom(call: CallState, msg: Msg, handler: CustomHandler): unknown {
  const controller = new AbortController();
  const answer = handler(msg, { signal: controller.signal });
  if (!isPromise(answer)) return answer;
  return call.waitFor<unknown>((settle, fail) => {
    let settled = false;
    void Promise.resolve(answer)
      .then(settle, fail)
      .finally(() => {
        settled = true;
      });
    return () => {
      if (!settled) controller.abort();
    };
  });
}
