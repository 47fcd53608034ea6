import { type Protocol, satisfies } from '../engine/protocols.ts';
import { isValueType, type ValueType, valueTypeOf } from './value-type.ts';

/** A class of devices, as a value. */
export type DeviceClass<T = unknown> = abstract new (...args: never[]) => T;

/** What a reference may ask for: what a device can do, or what it is. */
export type Askable<T = unknown> = Protocol<T> | DeviceClass<T>;

/** What a reference asks of a device: each protocol and class in the list, and a value of a type. */
export interface DeviceKind {
  /** How sentences call it: `Movable<number>`, `SimMotor`, `Readable and Movable`. */
  readonly name: string;
  readonly asked: readonly Askable[];
  readonly value: ValueType | undefined;
}

/** Protocols about the value of a device, which are generic in Bluesky, too. */
const ABOUT_VALUES: ReadonlySet<string> = new Set(['Readable', 'Movable', 'Locatable', 'Subscribable', 'Checkable']);

/** The kinds without classes, once each: whoever remembers which devices are of a kind can go by its identity. */
const kinds = new Map<string, DeviceKind>();

/** The kind of the devices that satisfy all of `asked` and, if `value` is given, hold or take such values. */
export function deviceKind(asked: readonly Askable[], value?: ValueType): DeviceKind {
  const name = asked.map((each) => labelOf(each, asked, value)).join(' and ');
  const made: DeviceKind = { name, asked, value };
  if (asked.some(isClass)) return made;
  const key = `${value}: ${asked.map((each) => (isClass(each) ? '' : `${each.name}(${each.members.join()})`)).join()}`;
  const known = kinds.get(key);
  if (known) return known;
  kinds.set(key, made);
  return made;
}

/** Whether `candidate` is a device of the kind. */
export function isOfKind(candidate: unknown, kind: DeviceKind): boolean {
  return typeof candidate === 'object' && candidate !== null && lacking(candidate, kind) === undefined;
}

/** What `device` would have to be to be of the kind, and is not: `Movable<number>`; `undefined` where it is. */
export function lacking(device: object, { asked, value }: DeviceKind): string | undefined {
  const missing = asked.filter((each) => !has(device, each));
  if (missing.length > 0) return missing.map((each) => labelOf(each, asked, value)).join(' and ');
  if (value === undefined) return undefined;
  const wrong = asked.filter((each) => isAboutValue(each, asked) && !holds(device, value, purposeOf(device, each)));
  return wrong.length > 0 ? wrong.map((each) => labelOf(each, asked, value)).join(' and ') : undefined;
}

export function isClass(asked: Askable): asked is DeviceClass {
  return typeof asked === 'function';
}

function has(device: object, asked: Askable): boolean {
  return isClass(asked) ? device instanceof asked : satisfies(device, asked);
}

function holds(device: object, value: ValueType, use: 'read' | 'set'): boolean {
  return isValueType(valueTypeOf(device, use), value, use);
}

/** Whether a reference for `asked` sets the value or reads it; a class is asked for to be set, if its devices can be. */
function purposeOf(device: object, asked: Askable): 'read' | 'set' {
  const sets = isClass(asked) ? 'set' in device : asked.members.includes('set') || asked.members.includes('checkValue');
  return sets ? 'set' : 'read';
}

/** Where no protocol is about values, the type is asked of each. */
function isAboutValue(asked: Askable, all: readonly Askable[]): boolean {
  const isGeneric = (each: Askable) => !isClass(each) && ABOUT_VALUES.has(each.name);
  return isGeneric(asked) || !all.some(isGeneric);
}

function labelOf(asked: Askable, all: readonly Askable[], value: ValueType | undefined): string {
  return value !== undefined && isAboutValue(asked, all) ? `${asked.name}<${value}>` : asked.name;
}
