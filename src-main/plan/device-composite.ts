import '#shared/zod-config.ts';
import { z } from 'zod';
import { unwrappedOnce } from './unwrapped-schema.ts';

/** Schemas that {@link deviceComposite} made; `.describe()` and `.meta()` pass it on. */
const composites = z.registry<{ injected: true }>();

/** Schema of a composite: it may be left out, and then holds the devices that are called like its fields. */
export type DeviceComposite<S extends z.core.$ZodShape> = z.ZodPrefault<
  z.ZodObject<{ [K in keyof S]: Injected<S[K]> }>
>;

type Injected<F extends z.core.$ZodType> = F extends z.ZodDefault | z.ZodPrefault | z.ZodOptional
  ? F
  : z.ZodPrefault<F>;

/**
 * A parameter that is several devices at once, each called like its field: `deviceComposite({ det: device(Readable), stage: device(Stage) })`
 * is given the devices `det` and `stage`, without anybody naming them. A field with a default of its own takes that device instead:
 * `light: device(Movable).default('shutter')`.
 *
 * Forms do not show it and the JSON Schema does not hold it; a request may still name other devices for some of its fields:
 * `{"devices": {"det": "det2"}}`. What is missing is told as every missing device, when the plan is asked for, at the path of its field.
 * After the composites of blueapi, which are injected by default, too.
 */
export function deviceComposite<S extends z.core.$ZodShape>(fields: S): DeviceComposite<S> {
  const named = Object.entries(fields).map(([name, field]) => [name, withDefault(field as unknown as z.ZodType, name)]);
  const schema = z.object(Object.fromEntries(named) as { [K in keyof S]: Injected<S[K]> }).prefault({} as never);
  composites.add(schema, { injected: true });
  return schema;
}

/** Whether `schema`, or what its modifiers are around, is a composite. */
export function isDeviceComposite(schema: z.core.$ZodType): boolean {
  if (composites.get(schema)) return true;
  const inner = unwrappedOnce(schema);
  return inner !== undefined && isDeviceComposite(inner);
}

/** Makes `to` a composite if `from` is one. */
export function copyComposite(from: z.core.$ZodType, to: z.core.$ZodType): void {
  if (composites.get(from)) composites.add(to, { injected: true });
}

function withDefault(field: z.ZodType, name: string): z.ZodType {
  const { type } = (field as unknown as z.core.$ZodTypes)._zod.def;
  return type === 'default' || type === 'prefault' || type === 'optional' ? field : field.prefault(name);
}
