import { join } from 'node:path';
import type { LogEntry } from '#shared/contract/index.ts';
import type { SupplementalNames } from '../host/create-host.ts';
import { createHost, type Host } from '../host/create-host.ts';
import type { Application } from './application-root.ts';

/** Names between commas; `undefined` where the variable is not set. */
function names(variable: string | undefined): string[] | undefined {
  return variable
    ?.split(',')
    .map((name) => name.trim())
    .filter(Boolean);
}

/** What is recorded beside every run, where the command line does not say: `HUTCH_BASELINE=stage,ring_current`, and so on. */
function configuredSupplements(env: NodeJS.ProcessEnv): SupplementalNames {
  const [baseline, monitors, flyers] = [env.HUTCH_BASELINE, env.HUTCH_MONITORS, env.HUTCH_FLYERS].map(names);
  return { ...(baseline && { baseline }), ...(monitors && { monitors }), ...(flyers && { flyers }) };
}

/**
 * Starts a host with the plans and devices that ship; they are loaded like anybody's own.
 *
 * @param logSinks where the log goes beside the console
 * @param supplemental what is recorded beside every run, list by list; that of the environment unless given
 */
export function openHost(
  { root, version }: Application,
  logSinks: readonly ((entry: LogEntry) => void)[] = [],
  supplemental: SupplementalNames = {},
): Promise<Host> {
  return createHost({
    version,
    logSinks,
    supplemental: { ...configuredSupplements(process.env), ...supplemental },
    planDirs: [join(root, 'plans')],
    deviceModules: [join(root, 'devices', 'beamline.ts')],
  });
}
