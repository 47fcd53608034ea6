import type { LogEntry } from '#shared/contract/index.ts';
import type { SupplementalNames } from '../host/create-host.ts';

/**
 * What a host is for. `look`: it answers questions, keeps nothing and disturbs nobody. `run`: one plan, whose task and runs are recorded in the
 * workspace; its queue is its own, and what waits in the workspace's is left alone. `serve`: it is the Hutch of the workspace until it ends.
 */
export type HostPurpose = 'look' | 'run' | 'serve';

export interface OpenHostOptions {
  readonly purpose: HostPurpose;
  /** The `hutch.yaml` files to merge; none: the nearest one upwards, or the beamline that ships. */
  readonly files?: readonly string[];
  /** What is recorded beside every run, list by list; that of environment and configuration where a list is not given. */
  readonly supplemental?: SupplementalNames;
  /** Where the log goes beside the console and the file that the configuration names. */
  readonly logSinks?: readonly ((entry: LogEntry) => void)[];
  /** Takes a sentence for the person who started it: that a run is not recorded. */
  readonly tell?: (sentence: string) => void;
}
