import type { Workspace } from '../../host/workspace/workspaces.ts';
import type { Application } from '../application-root.ts';
import type { Interrupts } from '../run-control/interrupts.ts';
import type { CliSurroundings, WorkspacePlace } from './cli-context.ts';
import { processTerminal } from './terminal.ts';
import { thisProcess } from './this-process.ts';

/** The surroundings of this process. What a command does not need is not loaded. */
export function processSurroundings(application: Application, interrupts: Interrupts): CliSurroundings {
  const terminal = processTerminal();
  return {
    application,
    interrupts,
    terminal,
    openHost: async (options) => {
      const { openHost } = await import('../open-host.ts');
      return openHost(application, { ...options, tell: (sentence) => terminal.err(sentence) });
    },
    findWorkspace: async (files) =>
      placeOf(await (await import('../find-workspace.ts')).findWorkspace(application, files)),
    connect: async ({ stateDir }) => (await import('../local/running-hutch.ts')).connectRunning(stateDir),
    openStore: async (place) => (await import('./open-kept-store.ts')).openKeptStore(place, application.version),
    maintenance: async () => {
      const { backUpStore, checkStore, vacuumStore } = await import('../../host/workspace/store-maintenance.ts');
      return {
        check: ({ stateDir }) => checkStore(stateDir),
        backup: ({ stateDir }, to) => backUpStore(stateDir, to),
        vacuum: ({ stateDir }) => vacuumStore(stateDir, thisProcess(application.version)),
      };
    },
  };
}

function placeOf({ name, stateDir, config }: Workspace): WorkspacePlace {
  const port = config.api.url === undefined ? '' : new URL(config.api.url).port;
  const space = { low: config.store.warn_free, full: config.store.refuse_free };
  return { name, stateDir, space, ...(port !== '' && { port: Number(port) }) };
}
