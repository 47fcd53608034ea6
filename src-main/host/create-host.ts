import { randomUUID } from 'node:crypto';
import type { HostEvent, HostInfo } from '#shared/contract/index.ts';
import { HutchError } from '#shared/errors.ts';
import type { Logger } from '#shared/logger.ts';
import type { SupplementalNames } from '../context/supplements.ts';
import { RunEngine } from '../engine/run-engine.ts';
import { MemoryRunStore } from '../store/memory-run-store.ts';
import type { RunStore } from '../store/run-store.ts';
import { TaskWorker } from '../worker/task-worker.ts';
import { defaultCacheDir } from './default-cache-dir.ts';
import { DeviceControl } from './device-control.ts';
import { engineLog } from './engine-log.ts';
import type { HostApi } from './host-api.ts';
import { HostService } from './host-service.ts';
import { InspectionService } from './inspection-service.ts';
import { type Environment, loadEnvironment } from './load-environment.ts';
import { LogService, type LogSink } from './log-service.ts';
import { ReadbackService } from './readback-service.ts';
import { type HostParts, requestHandlers } from './request-handlers.ts';
import { SimulatorControl } from './simulator-control.ts';
import { StreamChannel } from './stream-channel.ts';
import { streamHandlers } from './stream-handlers.ts';

export type { SupplementalNames };

export interface HostOptions {
  /** Hutch's own version. */
  version: string;
  /** Folders whose modules define plans; their subfolders are not searched. */
  planDirs: readonly string[];
  /** Modules that export a `DeviceManager`, by any name. */
  deviceModules: readonly string[];
  /** Name of the beamline: `instrument` in every start document. */
  beamline?: string;
  /** Connect devices to stand-in signals: everything works, nothing moves. */
  mock?: boolean;
  /** Devices that are read, monitored or flown beside every run. A wrong name is among `load_errors`, and every request is refused with it. */
  supplemental?: SupplementalNames;
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
   * Ends what runs through its cleanup, stops what moves, lets go of devices. Takes at most some 15 s. May be called twice, never rejects.
   * @param reason goes into the stop document of a run that is ended by it
   */
  dispose(reason?: string): Promise<void>;
}

/**
 * Puts a host together: context, worker and engine, store, and the service in front of them. The one place where the parts meet.
 * Modules that fail to load are in `host.info` and in the log; the rest works. Never rejects.
 */
export async function createHost(options: HostOptions): Promise<Host> {
  const { now = () => Date.now() / 1000, uuid = randomUUID, beamline = 'simulated beamline' } = options;
  const log = new LogService({ now, sinks: options.logSinks ?? [] });
  const logger = log.logger('host');
  const environment = await loadEnvironment({
    planDirs: options.planDirs,
    deviceModules: options.deviceModules,
    cacheDir: options.cacheDir ?? defaultCacheDir(),
    mock: options.mock ?? false,
    supplemental: options.supplemental ?? {},
    logger: logger.child('context'),
  });
  const { context, devices } = environment;
  const worker = new TaskWorker({
    context,
    engine: new RunEngine({
      logger: engineLog(logger.child('engine')),
      preprocessors: [(plan) => context.supplements.apply(plan)],
    }),
    logger: logger.child('worker'),
    instrument: beamline,
    now,
    uuid,
    // Called when a task starts, and `control` is there by then.
    untilStill: (paths) => control.untilStill(paths),
  });
  const store = new MemoryRunStore();
  const events = new StreamChannel<HostEvent>();
  worker.onEvent((event) => publish(event, events, store, logger));

  const control = new DeviceControl({ devices, ownership: worker.ownership, logger });
  const readbacks = new ReadbackService({ devices, ownership: worker.ownership, control });
  const simulator = new SimulatorControl(devices, logger);
  const inspection = new InspectionService({ context, store });
  const info = hostInfo(environment, { version: options.version, beamline, environment_id: uuid(), started_at: now() });
  const parts: HostParts = { info, context, worker, store, control, readbacks, simulator, log, inspection };
  const service = new HostService({
    requests: requestHandlers(parts),
    streams: streamHandlers(parts, events),
    logger,
    checkOutputs: options.checkOutputs ?? false,
  });
  const closing = new AbortController();
  const starting = devices.connectAtStart(closing.signal);
  const unwatch = logListenerWarnings(logger);

  let disposing: Promise<void> | undefined;
  const end = async (reason: string) => {
    service.close();
    inspection.dispose();
    closing.abort(new HutchError('cancelled', reason));
    await Promise.all([starting, control.stopAll(), worker.dispose(reason)]);
    readbacks.dispose();
    devices.dispose();
    unwatch();
  };
  const dispose = (reason = 'Hutch is shutting down.') => {
    disposing ??= end(reason);
    return disposing;
  };
  return { api: service, inspection, logger, dispose, [Symbol.asyncDispose]: () => dispose() };
}

/** A document is in the store before anybody hears of it. One that the store refuses is told all the same, and the refusal with it. */
function publish(event: HostEvent, events: StreamChannel<HostEvent>, store: RunStore, logger: Logger): void {
  if (event.type === 'document') {
    const { name, doc, task_id } = event;
    try {
      store.append({ seq: events.seq + 1, name, doc, task_id });
    } catch (thrown) {
      logger.error(`A document is not stored: ${HutchError.from(thrown).message}`, { name, task_id });
    }
  }
  events.publish(event);
}

function hostInfo(
  { devices, errors }: Environment,
  fixed: Omit<HostInfo, 'simulated' | 'load_errors'>,
): () => HostInfo {
  // Traces stay in the log.
  const load_errors = errors.map(({ trace: _trace, ...error }) => error);
  return () => ({ ...fixed, simulated: devices.simulated, load_errors });
}

/** Devices report a listener that throws as a warning of the process: it belongs into the log. */
function logListenerWarnings(logger: Logger): () => void {
  const onWarning = (warning: Error) => {
    if (warning.name === 'HutchListenerWarning') logger.child('device').error(warning.message);
  };
  process.on('warning', onWarning);
  return () => process.off('warning', onWarning);
}
