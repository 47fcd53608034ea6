import { join } from 'node:path';
import type { LogEntry } from '#shared/contract/index.ts';
import { createHost, type Host } from '../host/create-host.ts';
import type { Application } from './application-root.ts';

/**
 * Starts a host with the plans and devices that ship; they are loaded like anybody's own.
 *
 * @param logSinks where the log goes beside the console
 */
export function openHost(
  { root, version }: Application,
  logSinks: readonly ((entry: LogEntry) => void)[] = [],
): Promise<Host> {
  return createHost({
    version,
    logSinks,
    planDirs: [join(root, 'plans')],
    deviceModules: [join(root, 'devices', 'beamline.ts')],
  });
}
