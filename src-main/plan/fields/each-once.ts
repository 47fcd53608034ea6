import type { HasName } from '../../engine/protocols.ts';
import type { ParamsIssue } from '../define-plan.ts';
import { deviceName } from '../device-name.ts';

/** For the `check` of a plan: one issue, by name, for each of `devices` that came before already. `pathAt` tells where number `index` stands. */
export function* eachOnce(
  devices: readonly HasName[],
  pathAt: (index: number) => ParamsIssue['path'],
): Generator<ParamsIssue, void> {
  const seen = new Set<HasName>();
  for (const [index, device] of devices.entries()) {
    if (seen.has(device)) yield { path: pathAt(index), message: `${deviceName(device)} cannot move twice at once` };
    seen.add(device);
  }
}
