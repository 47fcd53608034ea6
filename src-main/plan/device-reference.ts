import type { ErrorCode } from '#shared/errors.ts';
import '#shared/zod-config.ts';
import { z } from 'zod';
import { type Protocol, satisfies } from '../engine/protocols.ts';
import { currentResolver } from './device-resolver.ts';

/** What is known about a schema that {@link device} made. Registered once, inherited by `.describe()`, `.meta()` and the like. */
const references = z.registry<{ protocol: Protocol<unknown> }>();

/** Schema of a device reference: a dotted name in, a device out. */
export type DeviceReference<T> = z.ZodPipe<z.ZodString, z.ZodTransform<T, string>>;

/** The protocol that a device reference asks for; `undefined` for every other schema. */
export function referencedProtocol(schema: z.core.$ZodType): Protocol<unknown> | undefined {
  return references.get(schema)?.protocol;
}

/** Makes `to` the same device reference as `from`; nothing if that is none. */
export function copyReference(from: z.core.$ZodType, to: z.core.$ZodType): void {
  const reference = references.get(from);
  if (reference) references.add(to, reference);
}

type Resolution<T> = { found: T } | { refused: { code: ErrorCode; message: string } };

function resolve<T>(path: string, protocol: Protocol<T>): Resolution<T> {
  const scope = currentResolver();
  if (!scope) {
    const message = `Device ${path} cannot be looked up outside the validation of a request`;
    return { refused: { code: 'internal', message } };
  }
  const refusal = scope.resolver.refusal?.(path);
  if (refusal) return { refused: { code: refusal.code, message: refusal.message } };
  const found = scope.find(path);
  if (!found) {
    const near = scope.resolver.suggest(path)[0];
    const message = `Device ${path} cannot be found${near ? `; did you mean ${near}?` : ''}`;
    return { refused: { code: 'unknown_device', message } };
  }
  if (satisfies(found, protocol)) return { found };
  const kind = found.constructor.name;
  return { refused: { code: 'wrong_protocol', message: `Device ${path} (${kind}) is not ${protocol.name}` } };
}

/**
 * A parameter that is a device: parses its dotted name (`stage.x`) into a device that satisfies `protocol`, at any depth of the model.
 * Its default is a name too, resolved when a request is validated: `device(Movable).default('stage.x')`.
 *
 * Issues carry `params.code`: `unknown_device`, `wrong_protocol`, or the code with which the device itself refused to be built.
 */
export function device<T>(protocol: Protocol<T>): DeviceReference<T> {
  const schema = z.string().transform((path, context): T => {
    const resolution = resolve(path, protocol);
    if ('found' in resolution) return resolution.found;
    const { code, message } = resolution.refused;
    context.addIssue({ code: 'custom', message, params: { code }, input: path });
    return z.NEVER;
  });
  references.add(schema, { protocol });
  return schema.meta({ 'x-device': { protocol: protocol.name } });
}
