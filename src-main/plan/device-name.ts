import type { HasName } from '../engine/protocols.ts';
import { currentResolver } from './device-resolver.ts';

/** What a request that is being validated calls `device`: its dotted path, as in forms; its own name where it came another way. */
export function deviceName(device: HasName): string {
  return currentResolver()?.pathOf(device) ?? device.name;
}
