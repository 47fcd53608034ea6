import type { Movable } from '../../src-main/engine/protocols.ts';
import type { PositionCache } from '../../src-main/plan/stubs/index.ts';
import { KitError } from './kit-error.ts';
import type { KitDevices } from './make-devices.ts';

/** A dictionary of positions by motor, which the recordings write with names (or encoded devices) as keys; `null` is an empty one. */
export function stepOf(
  devices: KitDevices,
  positions: Readonly<Record<string, unknown>> | null | undefined,
): PositionCache {
  const byName = devices as unknown as Readonly<Record<string, Movable>>;
  return new Map(
    Object.entries(positions ?? {}).map(([key, position]) => {
      const name = key.startsWith('{') ? (JSON.parse(key) as { $dev: string }).$dev : key;
      const motor = byName[name];
      if (!motor) throw new KitError(`the kit has no device ${name}`);
      return [motor, position];
    }),
  );
}
