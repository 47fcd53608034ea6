import type { OnFailure, QueueColumn, WorkspaceInfo } from '#shared/contract/index.ts';
import type { JsonObject } from '#shared/json.ts';
import type { WorkspaceSource } from '../context/config/workspace.ts';
import type { SupplementalNames } from '../context/supplements.ts';
import type { DiskSpace } from '../store/disk-space.ts';
import type { RunStore } from '../store/run-store.ts';
import type { TaskJournal } from '../worker/task-journal.ts';
import type { DeviceModule } from './environment/load-environment.ts';
import type { LogSink } from './status/log-service.ts';
import type { NewNotice, NoticeLog } from './status/notice-board.ts';

/** What outlives the process. */
export interface HostStore {
  readonly runs: RunStore;
  /** Where the queue is kept; it lives as long as the process without one. */
  readonly tasks?: TaskJournal;
  /** Where notices are kept until somebody puts them away. */
  readonly notices?: NoticeLog;
  /** The disk that they are on; taken for endless without one. */
  readonly space?: DiskSpace;
}

export interface HostOptions {
  /** Hutch's own version. */
  version: string;
  /** Folders, or files, whose modules define plans; subfolders are not searched. */
  planDirs?: readonly string[];
  /** Modules that export a `DeviceManager`, by any name. */
  deviceModules?: readonly (string | DeviceModule)[];
  /** What a workspace says beside these. */
  sources?: readonly WorkspaceSource[];
  /** The folder of the workspace: modules that are not in git are named from here. The current folder unless given. */
  dir?: string;
  /** Name of the beamline: `instrument` in every start document. */
  beamline?: string;
  /** Goes into every start document; what a request says of the same key wins. */
  metadata?: JsonObject;
  /** Connect devices to stand-in signals: everything works, nothing moves. */
  mock?: boolean;
  /** Devices that are read, monitored or flown beside every run. A wrong name is among `load_errors`, and every request is refused with it. */
  supplemental?: SupplementalNames;
  /** Where runs and queue are kept; nothing outlives the process unless given. The host does not close it. */
  store?: HostStore;
  workspace?: WorkspaceInfo;
  /** Columns of the queue that the beamline defines. */
  columns?: readonly QueueColumn[];
  /** How the queue of a new workspace behaves. */
  queue?: { readonly loop?: boolean; readonly on_failure?: OnFailure };
  /** Number of the first run of a new workspace. */
  firstScanId?: number;
  /** What a person must know of how the workspace was opened. */
  problems?: readonly NewNotice[];
  /** Whether clients are told of the progress of moves: yes unless given. */
  tellProgress?: boolean;
  /** Notice sources that change, and offer a reload. */
  watchSources?: boolean;
  /** Folder for translated modules, which only the user may write to. */
  cacheDir?: string;
  /** Where the log goes beside the `log` stream: standard error, a file. */
  logSinks?: readonly LogSink[];
  /** Seconds since the epoch. */
  now?: () => number;
  uuid?: () => string;
  /** Check every answer and every stream item against the contract: for tests. */
  checkOutputs?: boolean;
}
