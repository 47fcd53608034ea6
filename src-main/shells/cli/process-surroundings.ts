import { HutchError } from '#shared/errors.ts';
import type { Workspace } from '../../host/workspaces.ts';
import type { Application } from '../application-root.ts';
import type { Interrupts } from '../run-control/interrupts.ts';
import type { CliSurroundings, WorkspacePlace } from './cli-context.ts';
import { processTerminal } from './terminal.ts';

/** The surroundings of this process. What a command does not need is not loaded. */
export function processSurroundings(application: Application, interrupts: Interrupts): CliSurroundings {
  return {
    application,
    interrupts,
    terminal: processTerminal(),
    openHost: async ({ supplemental }) => (await import('../open-host.ts')).openHost(application, [], supplemental),
    findWorkspace: async (files) =>
      placeOf(await (await import('../find-workspace.ts')).findWorkspace(application, files)),
    connect: async ({ stateDir }) => {
      const [{ LocalHost }, { socketPath }] = await Promise.all([
        import('../local/local-host.ts'),
        import('../local/socket-path.ts'),
      ]);
      const path = socketPath(stateDir);
      try {
        const host = await LocalHost.connect(path);
        return { api: host, holder: path, gone: host.gone, close: () => host.close() };
      } catch (thrown) {
        if (HutchError.from(thrown).code === 'unavailable') return undefined;
        throw thrown;
      }
    },
    openStore: () => Promise.reject(new HutchError('unavailable', 'The store cannot be read yet.')),
    maintenance: () => Promise.reject(new HutchError('unavailable', 'The store cannot be read yet.')),
  };
}

function placeOf({ name, stateDir, config }: Workspace): WorkspacePlace {
  const port = config.api.url === undefined ? '' : new URL(config.api.url).port;
  return { name, stateDir, ...(port !== '' && { port: Number(port) }) };
}
