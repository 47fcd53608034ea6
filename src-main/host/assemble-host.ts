import { hostname } from 'node:os';
import type { HostEvent } from '#shared/contract/index.ts';
import type { Json } from '#shared/json.ts';
import type { Logger } from '#shared/logger.ts';
import { RunEngine } from '../engine/run-engine.ts';
import { continueFrom } from '../plan/preprocessors/continue-from.ts';
import { Listeners } from '../worker/listeners.ts';
import { TaskWorker } from '../worker/task-worker.ts';
import type { TaskWorkerOptions } from '../worker/task-worker-options.ts';
import { hostOrigin } from './api/origin.ts';
import type { HostParts } from './api/request-handlers.ts';
import { defaultCacheDir } from './environment/default-cache-dir.ts';
import { LiveEnvironment } from './environment/live-environment.ts';
import { type Environment, type EnvironmentOptions, loadEnvironment } from './environment/load-environment.ts';
import type { HostOptions } from './host-options.ts';
import { QueueEta } from './queue/queue-eta.ts';
import { recover } from './runs/recover.ts';
import { RunContinuation } from './runs/run-continuation.ts';
import { noRoom } from './status/disk-notice.ts';
import { engineLog } from './status/engine-log.ts';
import { type FixedHostInfo, HostStatus } from './status/host-status.ts';
import type { LogService } from './status/log-service.ts';
import { NoticeBoard } from './status/notice-board.ts';
import { StoreTrouble } from './status/store-trouble.ts';
import { BacklogSuspender } from './streams/backlog-suspender.ts';
import { DurablePublisher } from './streams/durable-publisher.ts';
import { StreamChannel } from './streams/stream-channel.ts';

/** Options with every default in place. */
export type HostSettings = HostOptions &
  Required<Pick<HostOptions, 'now' | 'uuid' | 'beamline' | 'metadata' | 'firstScanId' | 'store' | 'columns'>>;

/** What is disposed of at the end, beside what handlers see. */
export interface HostAssembly extends HostParts {
  readonly eta: QueueEta;
}

/**
 * The parts of a host, wired: the worker tells the publisher, the publisher the streams. What a killed Hutch left behind is put right.
 *
 * @param first what was loaded at the start
 */
export function assembleHost(settings: HostSettings, first: Environment, log: LogService): HostAssembly {
  const { now, uuid, store } = settings;
  const logger = log.logger('host');
  const notices = new NoticeBoard(now, store.notices);
  for (const problem of settings.problems ?? []) notices.put(problem);
  // The worker comes before the environment, because devices belong to its plan; until then there is the one that was loaded first.
  let live: LiveEnvironment | undefined;
  const environment = () => live?.current ?? first;
  const eta = new QueueEta({ context: () => environment().context, store: store.runs });
  const engine = engineOf(settings, environment, logger);
  const worker = new TaskWorker({
    ...workerOptions(settings, environment, logger),
    engine,
    get context() {
      return environment().context;
    },
    expectedS: (task) => eta.expectedS(task),
    untilStill: async (paths) => live?.current.control.untilStill(paths),
  });
  live = new LiveEnvironment(first, {
    load: () => loadSources(settings, logger),
    store: store.runs,
    ownership: worker.ownership,
    running: () => runningPlan(worker),
    recorded: store.runs.status().kind !== 'memory',
    uuid,
    logger,
  });
  eta.follow(worker);
  live.onReplaced(() => eta.forget());
  const telling = tellStored(settings, { engine, worker, notices }, logger);
  recover({ store: store.runs, worker, notices, uuid });
  telling.publisher.commit();
  const status = new HostStatus(fixedInfo(settings), live, notices);
  const continuation = new RunContinuation({ store: store.runs, worker, journal: store.tasks, live });
  return { ...telling, status, live, worker, store: store.runs, continuation, eta, log };
}

function engineOf(
  { store, metadata, firstScanId }: HostSettings,
  environment: () => Environment,
  logger: Logger,
): RunEngine {
  return new RunEngine({
    md: { ...metadata },
    scanIdSource: () => store.runs.nextScanId(firstScanId),
    logger: engineLog(logger.child('engine')),
    preprocessors: [(plan) => environment().context.supplements.apply(plan)],
  });
}

/** What the worker is told of beamline and store; all but what depends on the devices. */
function workerOptions(
  settings: HostSettings,
  environment: () => Environment,
  logger: Logger,
): Omit<TaskWorkerOptions, 'context' | 'engine'> {
  const { store, now, uuid } = settings;
  return {
    logger: logger.child('worker'),
    instrument: settings.beamline,
    columns: settings.columns,
    ...(store.tasks && { journal: store.tasks }),
    mayStart: () => noRoom(store.space),
    defaults: { loop: false, on_failure: 'stop', ...settings.queue },
    now,
    uuid,
    planFor: ({ continues }, plan) => (continues ? continueFrom(plan, { fromPoint: continues.from_point }) : plan),
    provenance: (plan, devices) => provenanceOf(environment(), settings.version, plan, devices),
  };
}

/** The streams of what happens, behind the store. While too much waits for the store, so do plans. */
function tellStored(
  { store, tellProgress = true }: HostSettings,
  { engine, worker, notices }: { engine: RunEngine; worker: TaskWorker; notices: NoticeBoard },
  logger: Logger,
): Pick<HostParts, 'publisher' | 'events' | 'tasksTold'> {
  const events = new StreamChannel<HostEvent>();
  const tasksTold = new Listeners<void>();
  const suspender = new BacklogSuspender(engine);
  engine.installSuspender(suspender);
  const trouble = new StoreTrouble(notices, suspender);
  const publisher = new DurablePublisher({
    store: store.runs,
    events,
    tellTasks: () => tasksTold.emit(),
    onTrouble: (error) => trouble.tell(error),
    onBacklog: (isTooLong) => trouble.holdPlans(isTooLong),
    logger,
  });
  worker.onEvent((event) => {
    if (tellProgress || event.type !== 'progress') publisher.publish(event);
  });
  worker.onTasks(() => publisher.tasksChanged());
  return { publisher, events, tasksTold };
}

function fixedInfo({ version, beamline, now, workspace, columns }: HostSettings): FixedHostInfo {
  return {
    version,
    beamline,
    started_at: now(),
    served_by: { pid: process.pid, host: hostname(), user: hostOrigin().user },
    workspace: workspace ?? { name: beamline, files: [], state_dir: null },
    columns: [...columns],
  };
}

/** Loads plans and devices, at the start and at every reload. */
export async function loadSources(settings: HostSettings, logger: Logger): Promise<Environment> {
  const { planDirs, deviceModules, sources, dir, mock = false, supplemental = {} } = settings;
  const given: Partial<EnvironmentOptions> = {
    ...(planDirs && { planDirs }),
    ...(deviceModules && { deviceModules }),
    ...(sources && { sources }),
    ...(dir !== undefined && { dir }),
  };
  const cacheDir = settings.cacheDir ?? defaultCacheDir();
  const logged = logger.child('context');
  const environment = await loadEnvironment({ ...given, cacheDir, mock, supplemental, logger: logged });
  // While the files are what was loaded; a host that is soon gone asks when a run begins.
  if (settings.watchSources) void environment.provenance.start();
  return environment;
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
