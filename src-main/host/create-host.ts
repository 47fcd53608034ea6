import { randomUUID } from 'node:crypto';
import type { Logger } from '#shared/logger.ts';
import type { SupplementalNames } from '../context/supplements.ts';
import { MemoryRunStore } from '../store/memory-run-store.ts';
import type { HostApi } from './api/host-api.ts';
import { HostService } from './api/host-service.ts';
import { requestHandlers } from './api/request-handlers.ts';
import { streamHandlers } from './api/stream-handlers.ts';
import { assembleHost, type HostSettings, loadSources } from './assemble-host.ts';
import type { LiveEnvironment } from './environment/live-environment.ts';
import { SourceWatch } from './environment/source-watch.ts';
import type { HostOptions, HostStore } from './host-options.ts';
import type { InspectionService } from './inspection/inspection-service.ts';
import { watchDisk } from './status/disk-notice.ts';
import type { HostStatus } from './status/host-status.ts';
import { LogService } from './status/log-service.ts';

export type { HostOptions, HostStore, SupplementalNames };

/** A running host. */
export interface Host extends AsyncDisposable {
  /** The contract, for every front. */
  readonly api: HostApi;
  /** Looks ahead at plans without running them: for a front in the same process, message by message. */
  readonly inspection: Pick<InspectionService, 'lines'>;
  /** What happens in the front, too, goes into the host's log. */
  readonly logger: Logger;
  /**
   * While closing nothing starts and no request is taken; what runs goes on. Nothing of it is kept, unlike a stop of the queue. For whoever is
   * about to dispose of the host, or has thought better of it.
   */
  setClosing(isClosing: boolean): void;
  /**
   * Ends what runs through its cleanup, stops what moves, lets go of devices, stores what is left. Takes at most some 15 s for what runs and
   * moves, and then as long as writing what waits for the store takes: moments, unless much does. A disk that does not confirm is given up
   * after some 10 s, and a store that fails at once, with a line in the log that says how much is lost. May be called twice, never rejects.
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
    settings.store.space ? watchDisk(settings.store.space, status.notices) : () => undefined,
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
  const setClosing = (isClosing: boolean) => worker.setClosing(isClosing);
  return { api: service, inspection, logger, setClosing, dispose, [Symbol.asyncDispose]: () => dispose() };
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
