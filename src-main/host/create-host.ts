import { randomUUID } from 'node:crypto';
import { hostname } from 'node:os';
import type { HostEvent, OnFailure, QueueColumn, WorkspaceInfo } from '#shared/contract/index.ts';
import type { HutchError } from '#shared/errors.ts';
import type { Json, JsonObject } from '#shared/json.ts';
import type { Logger } from '#shared/logger.ts';
import type { WorkspaceSource } from '../context/config/workspace.ts';
import type { SupplementalNames } from '../context/supplements.ts';
import { RunEngine } from '../engine/run-engine.ts';
import { continueFrom } from '../plan/preprocessors/continue-from.ts';
import { MemoryRunStore } from '../store/memory-run-store.ts';
import type { RunStore } from '../store/run-store.ts';
import { Listeners } from '../worker/listeners.ts';
import type { TaskJournal } from '../worker/task-journal.ts';
import { TaskWorker } from '../worker/task-worker.ts';
import { defaultCacheDir } from './default-cache-dir.ts';
import { DurablePublisher } from './durable-publisher.ts';
import { engineLog } from './engine-log.ts';
import type { HostApi } from './host-api.ts';
import { HostService } from './host-service.ts';
import { HostStatus } from './host-status.ts';
import type { InspectionService } from './inspection-service.ts';
import { LiveEnvironment } from './live-environment.ts';
import { type DeviceModule, type Environment, type EnvironmentOptions, loadEnvironment } from './load-environment.ts';
import { LogService, type LogSink } from './log-service.ts';
import { type NewNotice, NoticeBoard } from './notice-board.ts';
import { hostOrigin } from './origin.ts';
import { QueueEta } from './queue-eta.ts';
import { recover } from './recover.ts';
import { type HostParts, requestHandlers } from './request-handlers.ts';
import { RunContinuation } from './run-continuation.ts';
import { SourceWatch } from './source-watch.ts';
import { StreamChannel } from './stream-channel.ts';
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

/** Options with every default in place. */
type Settings = HostOptions &
  Required<Pick<HostOptions, 'now' | 'uuid' | 'beamline' | 'metadata' | 'firstScanId' | 'store' | 'columns'>>;

/**
 * Puts a host together: context, worker and engine, store, and the service in front of them. The one place where the parts meet.
 * Modules that fail to load are in `host.info` and in the log; the rest works. Never rejects.
 */
export async function createHost(options: HostOptions): Promise<Host> {
  const settings: Settings = {
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
  const load = () => loadSources(settings, logger);
  const first = await load();
  const parts = assemble(settings, first, load, log);
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

/** The parts, wired: the worker tells the publisher, the publisher the streams. */
function assemble(
  settings: Settings,
  first: Environment,
  load: () => Promise<Environment>,
  log: LogService,
): HostParts & { eta: QueueEta } {
  const { store, now, uuid, beamline, version } = settings;
  const logger = log.logger('host');
  const notices = new NoticeBoard(now);
  for (const problem of settings.problems ?? []) notices.put(problem);
  // The worker comes before the environment, because devices belong to its plan; until then there is the one that was loaded first.
  let live: LiveEnvironment | undefined;
  const environment = () => live?.current ?? first;
  const eta = new QueueEta({ context: () => environment().context, store: store.runs });
  const worker = new TaskWorker({
    get context() {
      return environment().context;
    },
    engine: new RunEngine({
      md: { ...settings.metadata },
      scanIdSource: () => store.runs.nextScanId(settings.firstScanId),
      logger: engineLog(logger.child('engine')),
      preprocessors: [(plan) => environment().context.supplements.apply(plan)],
    }),
    logger: logger.child('worker'),
    instrument: beamline,
    columns: settings.columns,
    ...(store.tasks && { journal: store.tasks }),
    defaults: { loop: false, on_failure: 'stop', ...settings.queue },
    now,
    uuid,
    expectedS: (task) => eta.expectedS(task),
    planFor: ({ continues }, plan) => (continues ? continueFrom(plan, { fromPoint: continues.from_point }) : plan),
    provenance: (plan, devices) => provenanceOf(environment(), version, plan, devices),
    untilStill: async (paths) => live?.current.control.untilStill(paths),
  });
  live = new LiveEnvironment(first, {
    load,
    store: store.runs,
    ownership: worker.ownership,
    running: () => runningPlan(worker),
    uuid,
    logger,
  });
  eta.follow(worker);
  live.onReplaced(() => eta.forget());
  const events = new StreamChannel<HostEvent>();
  const tasksTold = new Listeners<void>();
  const publisher = new DurablePublisher({
    store: store.runs,
    events,
    tellTasks: () => tasksTold.emit(),
    onTrouble: (error) => tellTrouble(notices, error),
    logger,
  });
  worker.onEvent((event) => publisher.publish(event));
  worker.onTasks(() => publisher.tasksChanged());
  recover({ store: store.runs, worker, notices, now, uuid });
  publisher.commit();
  const fixed = {
    version,
    beamline,
    started_at: now(),
    served_by: { pid: process.pid, host: hostname(), user: hostOrigin().user },
    workspace: settings.workspace ?? { name: beamline, files: [], state_dir: null },
    columns: [...settings.columns],
  };
  const status = new HostStatus(fixed, live, notices);
  const continuation = new RunContinuation({ store: store.runs, worker, journal: store.tasks, live });
  return { status, live, worker, store: store.runs, publisher, continuation, eta, log, events, tasksTold };
}

async function loadSources(settings: Settings, logger: Logger): Promise<Environment> {
  const { planDirs, deviceModules, sources, dir, mock = false, supplemental = {} } = settings;
  const given: Partial<EnvironmentOptions> = {
    ...(planDirs && { planDirs }),
    ...(deviceModules && { deviceModules }),
    ...(sources && { sources }),
    ...(dir !== undefined && { dir }),
  };
  const cacheDir = settings.cacheDir ?? defaultCacheDir();
  return loadEnvironment({ ...given, cacheDir, mock, supplemental, logger: logger.child('context') });
}

/** Where the plan and the devices of a run come from, for its start document. */
async function provenanceOf(
  { provenance }: Environment,
  version: string,
  plan: string,
  devices: readonly string[],
): Promise<Record<string, Json>> {
  // A record of JSON, whose optional keys are absent and never undefined.
  return { hutch: version, ...((await provenance.of(plan, devices)) as unknown as Record<string, Json>) };
}

/** Name of the task that has the engine. */
function runningPlan(worker: TaskWorker): string | null {
  const { task_id, state } = worker.status();
  if (task_id !== null) return worker.task(task_id).name;
  return state === 'IDLE' ? null : 'the engine';
}

function tellTrouble(notices: NoticeBoard, error: HutchError | null): void {
  if (!error) {
    notices.remove(STORE_NOTICE);
    return;
  }
  const message = `${error.message} Nothing that happens is told to anybody before it is stored; it is tried again every second.`;
  notices.put({ id: STORE_NOTICE, level: 'error', message, dismissible: false });
}

const STORE_NOTICE = 'store';

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
