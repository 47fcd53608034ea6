import type { Host, SupplementalNames } from '../../host/create-host.ts';
import type { StoreBackup, StoreCheck, StoreVacuum } from '../../host/workspace/store-maintenance.ts';
import type { Application } from '../application-root.ts';
import type { RunningHutch } from '../local/running-hutch.ts';
import type { HostPurpose } from '../open-host-options.ts';
import type { Interrupts } from '../run-control/interrupts.ts';
import type { RequestApi } from './remote-host.ts';
import type { Terminal } from './terminal.ts';

/** A host of one's own, for the time of a command. */
export interface OpenedHost extends Pick<Host, 'api' | 'inspection' | 'setClosing' | 'dispose'> {
  /** Says where its console is, for whoever finds the workspace held. */
  servesAt?(url: string): void;
}

export interface OpenHostOptions {
  readonly purpose: HostPurpose;
  /** The `hutch.yaml` files to merge; empty: the nearest one upwards, or the beamline that ships. */
  readonly files: readonly string[];
  /** What is to be recorded beside every run. */
  readonly supplemental?: SupplementalNames;
}

/** Where a workspace keeps what must last, and whether a Hutch runs for it. */
export interface WorkspacePlace {
  readonly name: string;
  readonly stateDir: string;
  /** Port of its console, where its configuration names one. */
  readonly port?: number;
  /** Below which parts of the disk (0 to 1) there is little room, and too little. */
  readonly space?: { readonly low: number; readonly full: number };
}

/** The store of a workspace, read without a Hutch: answers `runs.*` and `store.status`, and refuses the rest with `unavailable`. */
export interface OpenedStore {
  readonly api: RequestApi;
  close(): void;
}

/** What can be done to the store of a workspace. Sizes in bytes. */
export interface StoreMaintenance {
  /** Looks through it, beside a Hutch that runs too. @throws HutchError `store_failed` where there is none, `store_damaged` */
  check(place: WorkspacePlace): StoreCheck;
  /** Copies it as it is at one moment, beside a Hutch that runs too. @throws HutchError `store_failed`, `usage`, `disk_full` */
  backup(place: WorkspacePlace, to: string): StoreBackup;
  /** @throws HutchError `workspace_held`, `store_failed`, `disk_full` */
  vacuum(place: WorkspacePlace): StoreVacuum;
}

/** What the command line stands in: its process, and the machine around it. */
export interface CliSurroundings {
  readonly application: Application;
  readonly terminal: Terminal;
  readonly interrupts: Interrupts;
  /** Starts a host. @throws HutchError `workspace_held` where another Hutch has the workspace, `invalid_config` */
  openHost(options: OpenHostOptions): Promise<OpenedHost>;
  /** @throws HutchError `invalid_config`, `usage` for a file that cannot be read */
  findWorkspace(files: readonly string[]): Promise<WorkspacePlace>;
  /** The Hutch that runs for a workspace; `undefined` when none does. */
  connect(place: WorkspacePlace): Promise<RunningHutch | undefined>;
  /** The store of a workspace that no Hutch holds. */
  openStore(place: WorkspacePlace): Promise<OpenedStore>;
  maintenance(): Promise<StoreMaintenance>;
}

/** What one command works with. */
export interface CliContext extends CliSurroundings {
  /** What `-c` names, in order; empty unless given. */
  readonly files: readonly string[];
  /** Sentences that have been told already, so that an error that repeats one is not told twice. */
  readonly told: Set<string>;
}
