import type { HutchConfig } from './hutch-config.ts';

/** One of `env.sources`, with its paths resolved. */
export interface WorkspaceSource {
  readonly kind: 'planFunctions' | 'deviceManager';
  /** Absolute path of a folder or a file, or the name of a package. */
  readonly module: string;
  /** The folder from which a package is looked up. */
  readonly dir: string;
  /** The export that is the device manager; every one that the module exports unless given. */
  readonly name?: string;
  /** Connect to stand-in signals. */
  readonly mock: boolean;
  /** Where it is said, for messages: `/beamline/hutch.yaml:3`; absent for what ships. */
  readonly at?: string;
}

/** A folder with `hutch.yaml`, or the beamline that ships. All paths are absolute. */
export interface Workspace {
  /** Name of the folder. */
  readonly name: string;
  /** The files, in the order in which they were merged; empty for the beamline that ships. */
  readonly files: readonly string[];
  /** The folder of the first file. */
  readonly dir: string;
  /** Where runs, queue and lock are kept; it need not exist. */
  readonly stateDir: string;
  /** Merged and expanded, defaults included, `store.path` and `logging.file` absolute. */
  readonly config: HutchConfig;
  readonly sources: readonly WorkspaceSource[];
}
