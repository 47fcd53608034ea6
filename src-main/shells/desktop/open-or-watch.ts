import type { Dialog, MessageBoxOptions } from 'electron';
import { HutchError } from '#shared/errors.ts';
import type { JsonObject } from '#shared/json.ts';
import type { HostApi } from '../../host/api/host-api.ts';
import type { RunningHutch } from '../local/running-hutch.ts';
import type { OpenedHost } from '../open-host.ts';

/** What the desktop shows: a host of its own, or one that another process is. */
export type DesktopHost = Pick<OpenedHost, 'api' | 'setClosing' | 'dispose'> & {
  readonly logError: (message: string, details?: JsonObject) => void;
  /** Aborted when the Hutch that is watched has ended; absent for a host of one's own. */
  readonly gone?: AbortSignal;
};

export interface OpenOrWatchOptions {
  /** @throws HutchError `workspace_held` where another Hutch has the workspace */
  readonly open: () => Promise<OpenedHost>;
  /** The Hutch that has it; `undefined` when it has ended in between. */
  readonly connect: () => Promise<Pick<RunningHutch, 'watching' | 'gone' | 'close'> | undefined>;
  readonly dialog: Pick<Dialog, 'showMessageBox'>;
}

const WATCH = 0;
const QUIT = 1;

function question(detail: string): MessageBoxOptions {
  return {
    type: 'info',
    message: 'Another Hutch has this workspace.',
    detail: `${detail}\n\nYou can watch what it does. Nothing can be moved, queued or stopped from here.`,
    buttons: ['Watch', 'Quit'],
    defaultId: WATCH,
    cancelId: QUIT,
    noLink: true,
  };
}

/**
 * Opens the workspace; where another Hutch has it, asks whether to watch that one. `undefined` when the person would rather quit.
 * @throws HutchError whatever else opening it throws; `unavailable` where the other Hutch does not answer
 */
export async function openOrWatch({ open, connect, dialog }: OpenOrWatchOptions): Promise<DesktopHost | undefined> {
  for (;;) {
    try {
      const host = await open();
      const { api, logger, setClosing } = host;
      return { api, logError: logger.error, setClosing, dispose: (reason) => host.dispose(reason) };
    } catch (thrown) {
      const error = HutchError.from(thrown);
      if (error.code !== 'workspace_held') throw error;
      const { response } = await dialog.showMessageBox(question(error.message));
      if (response !== WATCH) return undefined;
    }
    const running = await connect();
    // It may have ended while the question stood: then the workspace is free.
    if (running) return watched(running.watching, running.gone, () => running.close());
  }
}

function watched(api: HostApi, gone: AbortSignal, close: () => void): DesktopHost {
  const logError = (message: string) => process.stderr.write(`${message}\n`);
  // What is watched goes on, whoever leaves.
  return { api, gone, logError, setClosing: () => undefined, dispose: async () => close() };
}
