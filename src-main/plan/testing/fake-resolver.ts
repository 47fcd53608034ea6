import { closestName } from '../closest-name.ts';
import { type DeviceKind, isOfKind } from '../device-kind.ts';
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
    names(kind: DeviceKind) {
      return Object.keys(devices)
        .filter((path) => isOfKind(devices[path], kind))
        .sort();
    },
    suggest(path) {
      const near = closestName(path, Object.keys(devices));
      return near ? [near] : [];
    },
  };
}
