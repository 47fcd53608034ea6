import type { HasName } from '../../engine/protocols.ts';
import type { ParamsIssue } from '../define-plan.ts';

/** For the `check` of a plan: one issue for each of `devices` that came before already. `pathAt` tells where number `index` stands. */
export function* eachOnce(
  devices: readonly HasName[],
  pathAt: (index: number) => ParamsIssue['path'],
): Generator<ParamsIssue, void> {
  const rows = new Map<HasName, number>();
  for (const [index, device] of devices.entries()) {
    const row = rows.get(device);
    if (row === undefined) rows.set(device, index);
    else yield { path: pathAt(index), message: `row ${row + 1} moves the same device already` };
  }
}
