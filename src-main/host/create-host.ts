import { randomUUID } from 'node:crypto';
import type { OnFailure, QueueColumn, WorkspaceInfo } from '#shared/contract/index.ts';
import type { JsonObject } from '#shared/json.ts';
import type { Logger } from '#shared/logger.ts';
import type { WorkspaceSource } from '../context/config/workspace.ts';
import type { SupplementalNames } from '../context/supplements.ts';
import { MemoryRunStore } from '../store/memory-run-store.ts';
import type { RunStore } from '../store/run-store.ts';
import type { TaskJournal } from '../worker/task-journal.ts';
import { assembleHost, type HostSettings, loadSources } from './assemble-host.ts';
import type { HostApi } from './host-api.ts';
import { HostService } from './host-service.ts';
import type { HostStatus } from './host-status.ts';
import type { InspectionService } from './inspection-service.ts';
import type { LiveEnvironment } from './live-environment.ts';
import type { DeviceModule } from './load-environment.ts';
import { LogService, type LogSink } from './log-service.ts';
import type { NewNotice } from './notice-board.ts';
import { requestHandlers } from './request-handlers.ts';
import { SourceWatch } from './source-watch.ts';
import { streamHandlers } from './stream-handlers.ts';

export type { SupplementalNames };

/** What outlives the process. */
export interface HostStore {
  readonly runs: RunStore;
  /** Where the queue is kept; it lives as long as the process without one. */
  readonly tasks?: TaskJournal;
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

/** A running host. */
export interface Host extends AsyncDisposable {
  /** The contract, for every front. */
  readonly api: HostApi;
  /** Looks ahead at plans without running them: for a front in the same process, message by message. */
  readonly inspection: Pick<InspectionService, 'lines'>;
  /** What happens in the front, too, goes into the host's log. */
  readonly logger: Logger;
  /**
   * Ends what runs through its cleanup, stops what moves, lets go of devices, stores what is left. Takes at most some 15 s. May be called
   * twice, never rejects.
   * @param reason goes into the stop document of a run that is ended by it
   */
  dispose(reason?: string): Promise<void>;
}

/**
 * Puts a host together: context, worker and engine, store, and the service in front of them. The one place where the parts meet.
 * Modules that fail to load are in `host.info` and in the log; the rest works. Never rejects.
 */
export async function createHost(options: HostOptions): Promise<Host> {
  const settings: HostSettings = {
    now: () => Date.now() / 1000,
    uuid: randomUUID,
    beamline: 'simulated beamline',
    metadata: {},
    firstScanId: 1,
    columns: [],
    // Which plans allow it is looked at when somebody asks.
    store: { runs: new MemoryRunStore({ continuable: () => true }) },
    ...options,
  };
  const log = new LogService({ now: settings.now, sinks: options.logSinks ?? [] });
  const logger = log.logger('host');
  const parts = assembleHost(settings, await loadSources(settings, logger), log);
  const service = new HostService({
    requests: requestHandlers(parts),
    streams: streamHandlers(parts),
    logger,
    checkOutputs: options.checkOutputs ?? false,
  });
  const { live, worker, publisher, status, eta } = parts;
  const unwatch = [
    logListenerWarnings(logger),
    options.watchSources ? watchSources(live, status, logger) : () => undefined,
  ];

  let disposing: Promise<void> | undefined;
  const end = async (reason: string) => {
    service.close();
    eta.dispose();
    for (const stop of unwatch) stop();
    await Promise.all([live.dispose(reason), worker.dispose(reason)]);
    await publisher.close();
  };
  const dispose = (reason = 'Hutch is shutting down.') => {
    disposing ??= end(reason);
    return disposing;
  };
  const inspection: Host['inspection'] = { lines: (...args) => live.current.inspection.lines(...args) };
  return { api: service, inspection, logger, dispose, [Symbol.asyncDispose]: () => dispose() };
}

/** Offers a reload when a source has changed; after a reload what it loaded is watched. */
function watchSources(live: LiveEnvironment, status: HostStatus, logger: Logger): () => void {
  const begin = () => {
    const { sources, listModules } = live.current;
    const onChange = (changed: readonly string[]) => status.setChangedFiles(changed);
    return new SourceWatch({ files: sources, listModules, onChange, logger });
  };
  let watching = begin();
  const unlisten = live.onReplaced(() => {
    watching.dispose();
    watching = begin();
    status.setChangedFiles([]);
  });
  return () => {
    unlisten();
    watching.dispose();
  };
}

/** Devices report a listener that throws as a warning of the process: it belongs into the log. */
function logListenerWarnings(logger: Logger): () => void {
  const onWarning = (warning: Error) => {
    if (warning.name === 'HutchListenerWarning') logger.child('device').error(warning.message);
  };
  process.on('warning', onWarning);
  return () => process.off('warning', onWarning);
}
