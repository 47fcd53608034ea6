import type { DataKey } from '../engine/reading.ts';

/** What a value can be, by the word for it in descriptors, and how TypeScript calls it. */
export interface ValueTypes {
  number: number;
  integer: number;
  string: string;
  boolean: boolean;
  array: ArrayLike<unknown>;
}

export type ValueType = keyof ValueTypes & DataKey['dtype'];

/** A device as far as the type of its value goes: a signal has a backend, other devices have a main value. */
interface Valued {
  readonly name?: string;
  readonly backend?: { readonly datatype?: { readonly dtype?: unknown } };
  readonly setpoint?: Valued;
  readonly readback?: Valued;
  readonly hints?: { readonly fields?: readonly string[] };
  children?(): ReadonlyMap<string, Valued>;
}

/**
 * The `dtype` of what `device` holds: of its set-point, where `use` is `set` and there is one, else of its readback, else of its first hinted
 * signal; of itself, where it is a signal. Known without a connection. `undefined` where there is no such signal: such a device may be anything.
 */
export function valueTypeOf(device: object, use: 'read' | 'set'): string | undefined {
  const { setpoint, readback } = device as Valued;
  const main = (use === 'set' ? (setpoint ?? readback) : readback) ?? hintedSignal(device) ?? device;
  const dtype = (main as Valued).backend?.datatype?.dtype;
  return typeof dtype === 'string' ? dtype : undefined;
}

/**
 * Whether a value of type `found` will do where `wanted` is asked for. A whole number is a number to whoever reads it; a device that takes
 * whole numbers alone refuses 0.5, so it does not take numbers.
 */
export function isValueType(found: string | undefined, wanted: ValueType, use: 'read' | 'set'): boolean {
  return found === undefined || found === wanted || (use === 'read' && wanted === 'number' && found === 'integer');
}

function hintedSignal(device: Valued): Valued | undefined {
  const [field] = device.hints?.fields ?? [];
  return field === undefined ? undefined : below(device, field);
}

function below(device: Valued, name: string): Valued | undefined {
  for (const child of device.children?.().values() ?? []) {
    const found = child.name === name && child.backend ? child : below(child, name);
    if (found) return found;
  }
  return undefined;
}
