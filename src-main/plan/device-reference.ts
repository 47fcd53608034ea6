import type { ErrorCode } from '#shared/errors.ts';
import '#shared/zod-config.ts';
import { z } from 'zod';
import type { Checkable, Locatable, Movable, Protocol, Readable, Subscribable } from '../engine/protocols.ts';
import { type Askable, type DeviceClass, type DeviceKind, deviceKind, isClass, lacking } from './device-kind.ts';
import { currentResolver } from './device-resolver.ts';
import type { ValueType, ValueTypes } from './value-type.ts';

/** What is known about a schema that {@link device} made. Registered once, inherited by `.describe()`, `.meta()` and the like. */
const references = z.registry<{ kind: DeviceKind }>();

/** Schema of a device reference: a dotted name in, a device out. */
export type DeviceReference<T> = z.ZodPipe<z.ZodString, z.ZodTransform<T, string>>;

/** What a device that satisfies all of the list is. */
export type Satisfying<A extends readonly unknown[]> = A extends readonly [infer First, ...infer Rest]
  ? (First extends DeviceClass<infer T> ? T : First extends Protocol<infer T> ? T : unknown) & Satisfying<Rest>
  : unknown;

/** `T` with a value of type `V`, as far as it is about values: `Movable<V>` for `Movable`. */
export type WithValue<T, V> = (T extends Readable ? Readable<V> : unknown) &
  (T extends Locatable ? Locatable<V> : T extends Movable ? Movable<V> : unknown) &
  (T extends Subscribable ? Subscribable<V> : unknown) &
  (T extends Checkable ? Checkable<V> : unknown) &
  T;

type Asked = readonly [Askable, ...Askable[]];

/** The kind of device that a reference asks for; `undefined` for every other schema. */
export function referencedKind(schema: z.core.$ZodType): DeviceKind | undefined {
  return references.get(schema)?.kind as DeviceKind | undefined;
}

/** Makes `to` the same device reference as `from`; nothing if that is none. */
export function copyReference(from: z.core.$ZodType, to: z.core.$ZodType): void {
  const reference = references.get(from);
  if (reference) references.add(to, reference);
}

/** What the issue of a refused name says beside its sentence: `device` is what it stands for, as a sentence begins. */
export interface RefusedDevice {
  code: ErrorCode;
  message: string;
  device?: string;
  lacks?: string;
}

type Resolution<T> = { found: T } | { refused: RefusedDevice };

function resolve<T>(path: string, kind: DeviceKind): Resolution<T> {
  const scope = currentResolver();
  if (!scope) {
    const message = `Device ${path} cannot be looked up outside the validation of a request`;
    return { refused: { code: 'internal', message } };
  }
  const refusal = scope.resolver.refusal?.(path);
  if (refusal) return { refused: { code: refusal.code, message: refusal.message } };
  const found = scope.find(path);
  if (!found) {
    const near = scope.resolver.suggest(path);
    const message = `Device ${path} cannot be found${near.length > 0 ? `; did you mean ${near.join(' or ')}?` : ''}`;
    return { refused: { code: 'unknown_device', message } };
  }
  const lacks = lacking(found, kind);
  if (lacks === undefined) return { found: found as T };
  const device = `Device ${path} (${found.constructor.name})`;
  return { refused: { code: 'wrong_protocol', message: `${device} is not ${lacks}`, device, lacks } };
}

/** What the JSON Schema says of a reference, as `x-device`. */
function described({ asked, value }: DeviceKind): z.core.JSONSchema.JSONSchema {
  const protocols = asked.filter((each) => !isClass(each)).map(({ name }) => name);
  const classes = asked.filter(isClass).map(({ name }) => name);
  return {
    ...(protocols.length === 1 && { protocol: protocols[0] }),
    ...(protocols.length > 1 && { protocols }),
    ...(classes.length > 0 && { class: classes.join(' and ') }),
    ...(value !== undefined && { value }),
  };
}

/**
 * A parameter that is a device: parses its dotted name (`stage.x`) into a device, at any depth of the model.
 *
 * `asked` says which devices fit: those that satisfy a protocol (`Readable`) or are of a class (`SimMotor`), all of them if there are several.
 * `{ value: 'number' }` at the end narrows it to devices whose set-point (where it is to be set) or readback has that type; a device
 * that has no such signal fits, too, because nobody knows. The plan then gets a `Movable<number>`.
 * A choice between protocols is a union: `z.union([device(Readable), device(Flyable)])`.
 *
 * Its default is a name, resolved when a request is validated: `device(Movable).default('stage.x')`.
 * Issues carry `params.code`: `unknown_device`, `wrong_protocol`, or the code with which the device itself refused to be built.
 */
export function device<A extends Asked>(...asked: A): DeviceReference<Satisfying<A>>;
export function device<A extends Asked, V extends ValueType>(
  ...asked: [...A, { value: V }]
): DeviceReference<WithValue<Satisfying<A>, ValueTypes[V]>>;
export function device(...given: readonly (Askable | { value: ValueType })[]): DeviceReference<unknown> {
  const asked = given.filter(isAskable);
  const narrowed = given.find((each): each is { value: ValueType } => !isAskable(each));
  const kind = deviceKind(asked, narrowed?.value);
  const schema = z.string().transform((path, context): unknown => {
    const resolution = resolve(path, kind);
    if ('found' in resolution) return resolution.found;
    const { message, ...params } = resolution.refused;
    context.addIssue({ code: 'custom', message, params, input: path });
    return z.NEVER;
  });
  references.add(schema, { kind });
  return schema.meta({ 'x-device': described(kind) });
}

function isAskable(given: Askable | { value: ValueType }): given is Askable {
  return typeof given === 'function' || 'members' in given;
}
