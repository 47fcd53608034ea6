import { HutchError } from '#shared/errors.ts';
import type { Protocol } from './protocols.ts';

/** Returns `candidate` if it has every member of `protocol`; else throws `wrong_protocol`, naming the device and what it lacks. */
export function requireProtocol<T>(candidate: unknown, protocol: Protocol<T>): T {
  if (typeof candidate === 'object' && candidate !== null) {
    const object = candidate as Record<string, unknown>;
    const members = protocol.members;
    let has = true;
    for (let i = 0; i < members.length; i++) {
      if (object[members[i] as string] === undefined) {
        has = false;
        break;
      }
    }
    if (has) return candidate as T;
  }
  throw new HutchError(
    'wrong_protocol',
    `${labelOf(candidate)} is not ${protocol.name}: ${missing(candidate, protocol)}`,
  );
}

/** How sentences name a device: `Device det (SimDetector)`. */
export function labelOf(candidate: unknown): string {
  if (typeof candidate !== 'object' || candidate === null) return `${String(candidate)} is no device and`;
  const name = (candidate as { name?: unknown }).name;
  const kind = candidate.constructor?.name;
  const suffix = kind && kind !== 'Object' ? ` (${kind})` : '';
  return typeof name === 'string' && name !== '' ? `Device ${name}${suffix}` : `An unnamed device${suffix}`;
}

function missing(candidate: unknown, protocol: Protocol<unknown>): string {
  const object = (typeof candidate === 'object' && candidate !== null ? candidate : {}) as Record<string, unknown>;
  return `it has no ${protocol.members.filter((member) => object[member] === undefined).join(', ')}`;
}
