import { HutchError } from '#shared/errors.ts';
import { createHost, type Host } from '../host/create-host.ts';
import type { Workspace } from '../host/workspace/workspaces.ts';
import type { Application } from './application-root.ts';
import { FileLog } from './file-log.ts';
import { findWorkspace } from './find-workspace.ts';
import { HeldState } from './held-state.ts';
import { LocalServer } from './local/local-server.ts';
import { onePlanApi } from './local/one-plan-api.ts';
import { socketPath } from './local/socket-path.ts';
import type { HostPurpose, OpenHostOptions } from './open-host-options.ts';
import { workspaceOptions } from './workspace-options.ts';

/** A host with its workspace. */
export interface OpenedHost extends Host {
  readonly workspace: Workspace;
  /** Says where its console is, for whoever finds the workspace held. */
  servesAt(url: string): void;
}

/**
 * Opens a host on a workspace: lock, store, host, socket; disposing of it lets go of them in the reverse order.
 *
 * The beamline that ships is simulated, so a plan may be run on it beside another Hutch, unrecorded. A workspace of one's own has motors:
 * there the second Hutch is refused.
 *
 * @throws HutchError `invalid_config`; `workspace_held`, with `details.holder`, where another Hutch has the workspace; `store_failed`, `disk_full`
 */
export async function openHost(application: Application, options: OpenHostOptions): Promise<OpenedHost> {
  const workspace = await findWorkspace(application, options.files ?? []);
  const { unkept, held } = await stateFor(workspace, application, options);
  try {
    return await openOn(workspace, application, options, { unkept, held });
  } catch (thrown) {
    held?.close();
    throw thrown;
  }
}

/** As {@link openHost}, once the state is taken. What it opened itself it closes when it throws; `held` is left to the caller. */
async function openOn(
  workspace: Workspace,
  application: Application,
  options: OpenHostOptions,
  { unkept, held }: State,
): Promise<OpenedHost> {
  if (unkept !== undefined) options.tell?.(unkept);
  for (const { message } of held?.store.problems ?? []) options.tell?.(message);
  const fileLog = openLog(workspace, options.purpose);
  let host: Host | undefined;
  let server: LocalServer | undefined;
  const close = async (reason?: string): Promise<void> => {
    // The socket is open to the end: who watches is told how it ends.
    await host?.dispose(reason);
    await server?.close();
    held?.close();
    fileLog?.[Symbol.dispose]();
  };
  try {
    host = await createHost({
      ...workspaceOptions(workspace, options, { fileLog, held, unkept }),
      version: application.version,
    });
    held?.store.warnings.logTo(host.logger.child('store'));
    server = held && (await listen(workspace, options.purpose, host, held));
  } catch (thrown) {
    await close();
    throw thrown;
  }
  let closing: Promise<void> | undefined;
  const dispose = (reason?: string) => {
    closing ??= close(reason);
    return closing;
  };
  const servesAt = (url: string) => held?.lock.update({ url: url.replace(/\/$/, '') });
  return { ...host, workspace, servesAt, dispose, [Symbol.asyncDispose]: () => dispose() };
}

/** Opens the socket and says where it is. Without one the console works; only the command line does not reach this Hutch. */
async function listen(
  { stateDir }: Workspace,
  purpose: HostPurpose,
  { api, logger }: Host,
  { lock }: HeldState,
): Promise<LocalServer | undefined> {
  let server: LocalServer | undefined;
  try {
    server = await LocalServer.start(socketPath(stateDir), purpose === 'run' ? onePlanApi(api) : api, logger);
    lock.update({ socket: server.path });
  } catch (thrown) {
    logger.warning(HutchError.from(thrown).message);
  }
  return server;
}

interface State {
  /** Absent where nothing is kept. */
  readonly held?: HeldState | undefined;
  /** Why nothing is kept, where something should be. */
  readonly unkept?: string | undefined;
}

/** Takes the state of a workspace, or says why the shipped beamline does without. @throws HutchError as {@link openHost} */
async function stateFor(workspace: Workspace, { version }: Application, { purpose }: OpenHostOptions): Promise<State> {
  if (purpose === 'look') return {};
  try {
    return { held: await HeldState.take(workspace, version) };
  } catch (thrown) {
    const error = HutchError.from(thrown, 'store_failed');
    const isSimulated = workspace.files.length === 0;
    if (error.code === 'workspace_held') {
      if (isSimulated && purpose === 'run') return { unkept: `${error.message} This run is not recorded.` };
      throw heldError(error);
    }
    // A machine where nothing can be written is good enough for a simulation.
    if (isSimulated && error.code === 'store_failed') return { unkept: `Nothing is kept: ${error.message}` };
    throw error;
  }
}

/** The refusal, with what to do instead. */
function heldError({ message, details }: HutchError): HutchError {
  const sentence = `${message} Put plans into its queue with "hutch queue add", or look at it with "hutch watch".`;
  return new HutchError('workspace_held', sentence, details ? { details } : {});
}

function openLog({ config }: Workspace, purpose: OpenHostOptions['purpose']): FileLog | undefined {
  const { file } = config.logging;
  return file === undefined || purpose === 'look' ? undefined : FileLog.open(file);
}
