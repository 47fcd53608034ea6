import { EventEmitter } from 'node:events';
import { HutchError } from '#shared/errors.ts';
import type { HostApi } from '../../host/api/host-api.ts';
import type { CliSurroundings, StoreMaintenance } from '../cli/cli-context.ts';
import type { RunningHutch } from '../local/running-hutch.ts';
import { Interrupts } from '../run-control/interrupts.ts';
import { FakeHostApi } from './fake-host-api.ts';
import { FakeTerminal } from './fake-terminal.ts';

/** Who holds the workspace of {@link fakeSurroundings}. */
export const HOLDER = 'Hutch 9.8.7, pid 4711 on bl22-ws1, since 14:02';

export interface FakeSurroundings extends CliSurroundings {
  readonly terminal: FakeTerminal;
  /** Emit `SIGINT` on it. */
  readonly signals: EventEmitter;
  /** Ends the running Hutch. */
  readonly gone: AbortController;
}

/** What a Hutch is for a test of the command line: the one that runs for the workspace, the store, a host of one's own. */
export interface FakeMachine extends Partial<CliSurroundings> {
  /** What the Hutch that runs answers with; none runs without it. */
  running?: HostApi;
  /** What the store of the workspace answers with where none runs. */
  stored?: HostApi;
  terminal?: FakeTerminal;
  signals?: EventEmitter;
  maintains?: StoreMaintenance;
}

/** The surroundings of a command, where nothing is real. */
export function fakeSurroundings({ running, stored, maintains, ...rest }: FakeMachine = {}): FakeSurroundings {
  const signals = rest.signals ?? new EventEmitter();
  const gone = new AbortController();
  const hutch: RunningHutch | undefined = running && {
    api: running,
    watching: running,
    holder: HOLDER,
    gone: gone.signal,
    close: () => undefined,
  };
  return {
    application: { root: '/app', version: '9.8.7' },
    interrupts: new Interrupts(signals as unknown as NodeJS.Process),
    openHost: () => Promise.reject(new HutchError('internal', 'No host is opened here.')),
    findWorkspace: async () => ({ name: 'bl22', stateDir: '/bl22/.hutch' }),
    connect: async () => hutch,
    openStore: async () => ({ api: stored ?? new FakeHostApi(), close: () => undefined }),
    maintenance: () =>
      maintains ? Promise.resolve(maintains) : Promise.reject(new HutchError('internal', 'There is no store here.')),
    ...rest,
    terminal: rest.terminal ?? new FakeTerminal(),
    signals,
    gone,
  };
}
