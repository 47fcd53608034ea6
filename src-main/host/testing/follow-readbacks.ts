import type { DeviceReadback } from '#shared/contract/index.ts';
import type { HostApi } from '../api/host-api.ts';

/** Follows readbacks; `until` resolves with the first, past (after the first `from`) or to come, that is `wanted`. */
export function followReadbacks(api: HostApi, devices?: string[]) {
  const readbacks: DeviceReadback[] = [];
  const checks = new Set<() => void>();
  const subscription = api.subscribe('readings', devices ? { devices } : {}, ({ items }) => {
    readbacks.push(...items);
    for (const check of [...checks]) check();
  });
  const until = (wanted: (readback: DeviceReadback) => boolean, from = 0) =>
    new Promise<DeviceReadback>((resolve) => {
      const check = () => {
        const found = readbacks.slice(from).find(wanted);
        if (!found) return;
        checks.delete(check);
        resolve(found);
      };
      checks.add(check);
      check();
    });
  return { readbacks, until, dispose: () => subscription.dispose() };
}
