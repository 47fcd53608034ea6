import type { JsonObject } from '#shared/json.ts';

/**
 * Why no request for a plan with this JSON Schema can be right: it must name a device, and there is none that fits. `undefined` where that is
 * not so. Defaults that cannot be had are another matter: those have names.
 */
export function missingKind({ required, properties }: JsonObject): string | undefined {
  if (!Array.isArray(required)) return undefined;
  for (const key of required) {
    const field = (properties as JsonObject)[String(key)] as JsonObject;
    if (field['x-device'] === undefined || !Array.isArray(field.enum) || field.enum.length > 0) continue;
    return `There is no device for ${String(key)}: none is ${kindName(field['x-device'] as JsonObject)}`;
  }
  return undefined;
}

function kindName({ protocol, protocols, class: name, value, anyOf }: JsonObject): string {
  if (Array.isArray(anyOf)) return anyOf.map((each) => kindName(each as JsonObject)).join(' or ');
  const parts = [protocol, ...(Array.isArray(protocols) ? protocols : []), name].filter((part) => part !== undefined);
  return `${parts.join(' and ')}${value === undefined ? '' : `<${String(value)}>`}`;
}
