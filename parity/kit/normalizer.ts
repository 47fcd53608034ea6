import type { Msg } from '../../src-main/engine/msg.ts';
import { isStatus } from '../../src-main/plan/is-status.ts';
import { KitDevice } from './kit-device.ts';
import { KitStatus } from './kit-status.ts';

const UUID = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g;
const SHORT = /^([A-Za-z_][A-Za-z_-]*)-[0-9a-f]{6}$/;

/**
 * Turns what an engine says into the form of the recordings: identifiers numbered by first appearance, times 0, devices and functions by name.
 * One for each case: messages and documents share the numbers.
 */
export class Normalizer {
  readonly #uids = new Map<string, string>();
  readonly #groups = new Map<string, string>();
  readonly #groupCounts = new Map<string, number>();

  /** `[command, name of the device, args, kwargs, run key]`. */
  message(message: Msg): unknown[] {
    const { command, obj, kwargs, run } = message as { command: string; obj: unknown; kwargs: object; run: unknown };
    const device = obj !== null && typeof obj === 'object' && 'name' in obj ? obj.name : this.value(obj);
    return [command, device, this.value(argsOf(message)), this.value(kwargs), this.value(run)];
  }

  /** `[name, document]`, without the versions of the software. */
  document(name: string, doc: Readonly<Record<string, unknown>>): unknown[] {
    const { versions: _versions, ...rest } = timeless(doc) as Record<string, unknown>;
    return [name, this.value(rest)];
  }

  value(value: unknown): unknown {
    if (value === undefined || value === null) return null;
    if (typeof value === 'string') return this.text(value);
    if (typeof value === 'function') return { $fn: value.name };
    if (typeof value !== 'object') return value;
    if (Array.isArray(value)) return value.map((item) => this.value(item));
    return this.#object(value);
  }

  text(text: string): string {
    const numbered = text.replaceAll(UUID, (uid) => this.#number(this.#uids, uid, `uid-${this.#uids.size + 1}`));
    const label = SHORT.exec(numbered)?.[1];
    if (label === undefined) return numbered.replace(/ at 0x(ADDR|[0-9a-f]+)>/g, '>');
    const count = (this.#groupCounts.get(label) ?? 0) + (this.#groups.has(numbered) ? 0 : 1);
    this.#groupCounts.set(label, count);
    return this.#number(this.#groups, numbered, `${label}#${count}`);
  }

  #number(known: Map<string, string>, id: string, fresh: string): string {
    const number = known.get(id) ?? fresh;
    known.set(id, number);
    return number;
  }

  #object(value: object): unknown {
    if (value instanceof KitDevice) return { $dev: value.name };
    if (value instanceof Error) return { $exc: value.name, message: this.text(value.message) };
    if (value instanceof Set) return [...value].map((item) => this.value(item));
    if (isStatus(value)) {
      const name = value instanceof KitStatus ? (value.obj?.name ?? null) : null;
      return { $status: name, done: value.done, success: value.success };
    }
    const prototype = Object.getPrototypeOf(value) as object | null;
    if (prototype !== null && prototype !== Object.prototype) return { $fn: value.constructor.name };
    const entries = Object.entries(value).filter(([, item]) => item !== undefined);
    return Object.fromEntries(
      entries.map(([key, item]) => [this.text(key), key === 'timestamp' ? 0 : this.value(item)]),
    );
  }
}

/** The recordings do not hold how much of a delay was left: that is a matter of the clock. */
function argsOf({ command, args }: Msg): readonly unknown[] {
  const [seconds] = args;
  const measured = command === 'sleep' && typeof seconds === 'number' && Math.round(seconds * 1000) / 1000 !== seconds;
  return measured ? [{ $wallclock_remainder: true }] : args;
}

/** A copy of a document with 0 for every time. */
function timeless(value: unknown, key?: string): unknown {
  if (key === 'time' || key === 'timestamp') return Array.isArray(value) ? value.map(() => 0) : 0;
  if (Array.isArray(value)) return value.map((item) => timeless(item));
  if (typeof value !== 'object' || value === null) return value;
  if (Object.getPrototypeOf(value) !== Object.prototype) return value;
  const inTimestamps = key === 'timestamps';
  return Object.fromEntries(
    Object.entries(value).map(([name, item]) => [name, timeless(item, inTimestamps ? 'timestamp' : name)]),
  );
}
