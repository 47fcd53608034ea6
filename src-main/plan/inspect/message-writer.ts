import type { MessageLine } from '#shared/contract/inspect.ts';
import type { Msg } from '../../engine/msg.ts';
import { isStatus } from '../is-status.ts';

type Json = MessageLine['args'][number];

/** How the stubs name groups: `set-1f8c2a`. */
const SHORT_ID = /^([A-Za-z_][A-Za-z_-]*)-[0-9a-f]{6}$/;
/** How Bluesky names the rest of them. */
const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/**
 * Writes messages as lines of JSON in Bluesky's form: devices as their names, and groups, whose ids differ from one run to the next, as
 * `set#1`, `trigger#2`, `uid-3` in the order of their appearance. One for each plan. Forgets a group once it is waited for.
 */
export class MessageWriter {
  readonly #groups = new Map<unknown, string>();
  readonly #counts = new Map<string, number>();

  line(message: Msg): MessageLine {
    const { command, obj, run } = message;
    const line: MessageLine = {
      command,
      obj: nameOf(obj) ?? null,
      args:
        command === 'wait'
          ? message.args.map((group) => this.#group(group))
          : message.args.map((each) => this.#json(each)),
      kwargs: this.#kwargs(message),
      run: run === null ? null : this.#json(run),
    };
    if (command === 'wait') this.#forget(message.args[0] ?? (message.kwargs as { group?: unknown }).group);
    return line;
  }

  #kwargs({ command, kwargs }: Msg): Record<string, Json> {
    const entries = Object.entries(kwargs).filter(([, value]) => value !== undefined);
    return Object.fromEntries(
      entries.map(([key, value]) => [
        key,
        key === 'group' && command !== 'open_run' ? this.#group(value) : this.#json(value),
      ]),
    );
  }

  #group(group: unknown): Json {
    if (group === null || group === undefined || typeof group === 'number') return group ?? null;
    const known = this.#groups.get(group);
    if (known !== undefined) return known;
    const id = this.#freshId(group);
    if (id !== group) this.#groups.set(group, id);
    return id;
  }

  /** A name that the author chose is kept. */
  #freshId(group: unknown): string {
    if (typeof group !== 'string') return `group#${this.#next('group')}`;
    if (UUID.test(group)) return `uid-${this.#next('uid')}`;
    const label = SHORT_ID.exec(group)?.[1];
    return label === undefined ? group : `${label}#${this.#next(label)}`;
  }

  #next(label: string): number {
    const count = (this.#counts.get(label) ?? 0) + 1;
    this.#counts.set(label, count);
    return count;
  }

  #forget(group: unknown): void {
    this.#groups.delete(group);
  }

  #json(value: unknown): Json {
    switch (typeof value) {
      case 'string':
      case 'boolean':
        return value;
      case 'number':
        // JSON has no word for these; Python prints them so.
        return Number.isFinite(value) ? value : String(value);
      case 'function':
        return { $fn: value.name };
      case 'object':
        return value === null ? null : this.#object(value);
      case 'undefined':
        return null;
      default:
        return String(value);
    }
  }

  #object(value: object): Json {
    if (Array.isArray(value) || value instanceof Set) return [...value].map((item) => this.#json(item));
    if (ArrayBuffer.isView(value)) return [...(value as Float64Array)].map((item) => this.#json(item));
    const name = nameOf(value);
    if (name !== undefined) return name;
    if (isStatus(value)) return { $status: value.done };
    if (value instanceof Map) return this.#object(Object.fromEntries(value));
    const prototype = Object.getPrototypeOf(value) as object | null;
    if (prototype !== null && prototype !== Object.prototype) return { $fn: value.constructor.name };
    const entries = Object.entries(value).filter(([, item]) => item !== undefined);
    return Object.fromEntries(entries.map(([key, item]) => [key, this.#json(item)]));
  }
}

/** The name of a device: something with a name that is no plain record. */
function nameOf(value: unknown): string | undefined {
  if (typeof value !== 'object' || value === null || value instanceof Error) return undefined;
  const prototype = Object.getPrototypeOf(value) as object | null;
  if (prototype === null || prototype === Object.prototype) return undefined;
  const { name } = value as { name?: unknown };
  return typeof name === 'string' ? name : undefined;
}
