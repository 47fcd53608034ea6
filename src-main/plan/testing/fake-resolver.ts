import { type Protocol, satisfies } from '../../engine/protocols.ts';
import { closestName } from '../closest-name.ts';
import type { DeviceResolver } from '../device-resolver.ts';

/** A resolver over a plain table, for tests; `built` lists what was asked for, in order. */
export function fakeResolver(devices: Readonly<Record<string, object>>): DeviceResolver & { readonly built: string[] } {
  const built: string[] = [];
  return {
    built,
    find(path) {
      built.push(path);
      return devices[path];
    },
    names(protocol: Protocol<unknown>) {
      return Object.keys(devices)
        .filter((path) => satisfies(devices[path], protocol))
        .sort();
    },
    suggest(path) {
      const near = closestName(path, Object.keys(devices));
      return near ? [near] : [];
    },
  };
}
