import type { LogLevel } from '#shared/contract/index.ts';
import type { HostOptions, SupplementalNames } from '../host/create-host.ts';
import type { Workspace } from '../host/workspace/workspaces.ts';
import { atLeast, type FileLog } from './file-log.ts';
import type { HeldState } from './held-state.ts';
import type { OpenHostOptions } from './open-host-options.ts';

/** What was opened for a host before it. */
export interface OpenedState {
  readonly fileLog: FileLog | undefined;
  readonly held: HeldState | undefined;
  /** Why nothing is kept, where something should be. */
  readonly unkept: string | undefined;
}

/** Python's levels, which blueapi's configuration has, in ours. */
const LEVELS: Readonly<Record<Workspace['config']['logging']['level'], LogLevel>> = {
  NOTSET: 'debug',
  DEBUG: 'debug',
  INFO: 'info',
  WARNING: 'warning',
  ERROR: 'error',
  CRITICAL: 'error',
};

/** Options of a host, by the configuration of its workspace; Hutch's version apart. */
export function workspaceOptions(
  workspace: Workspace,
  { purpose, supplemental, logSinks = [] }: OpenHostOptions,
  { fileLog, held, unkept }: OpenedState,
): Omit<HostOptions, 'version'> {
  const { config, name, files, dir, sources, stateDir } = workspace;
  const sinks = fileLog ? [...logSinks, fileLog.write] : logSinks;
  return {
    sources,
    dir,
    beamline: config.env.metadata.instrument ?? name,
    metadata: config.env.metadata,
    supplemental: { ...config.supplemental, ...environmentSupplements(process.env), ...supplemental },
    workspace: { name, files: [...files], state_dir: held ? stateDir : null },
    columns: config.queue.columns,
    queue: { loop: config.queue.loop, on_failure: config.queue.on_failure },
    firstScanId: config.scan_numbers.first,
    tellProgress: config.env.events.broadcast_status_events,
    watchSources: purpose === 'serve',
    logSinks: sinks.map((sink) => atLeast(LEVELS[config.logging.level], sink)),
    problems: [
      ...(held?.store.problems ?? []).map((problem, index) => ({
        id: `store-problem-${index}`,
        kept: true,
        ...problem,
      })),
      ...(unkept === undefined ? [] : [{ id: 'unkept', level: 'warning' as const, message: unkept }]),
    ],
    ...(held && { store: held.hostStore(purpose === 'serve') }),
  };
}

/** What is recorded beside every run, where the command line does not say: `HUTCH_BASELINE=stage,ring_current`, and so on. */
function environmentSupplements(env: NodeJS.ProcessEnv): SupplementalNames {
  const [baseline, monitors, flyers] = [env.HUTCH_BASELINE, env.HUTCH_MONITORS, env.HUTCH_FLYERS].map(names);
  return { ...(baseline && { baseline }), ...(monitors && { monitors }), ...(flyers && { flyers }) };
}

/** Names between commas; `undefined` where the variable is not set. */
function names(variable: string | undefined): string[] | undefined {
  return variable
    ?.split(',')
    .map((name) => name.trim())
    .filter(Boolean);
}
