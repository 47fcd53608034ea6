import type { HostInfo, QueueStatus, Task, WorkerStatus } from '#shared/contract/index.ts';
import { HutchError } from '#shared/errors.ts';
import type { RequestApi } from './remote-host.ts';
import { currentTask, heldTasks, waitingTasks } from './task-text.ts';

/** What a running Hutch does, at one moment. `hutch status --json` prints it as it is. */
export interface RunningStatus {
  readonly type: 'status';
  /** Who holds the workspace; `null` where it was asked by its address. */
  readonly holder: string | null;
  readonly version: string;
  readonly beamline: string;
  readonly workspace: HostInfo['workspace'];
  readonly worker: WorkerStatus;
  /** The task that runs or is paused. */
  readonly task: Task | null;
  /** Points of its run so far, and how many were announced. */
  readonly point: number | null;
  readonly points: number | null;
  readonly queue: QueueStatus & { readonly waiting: number; readonly held: number };
  readonly notices: HostInfo['notices'];
  readonly changed_files: readonly string[];
}

/** Asks a Hutch what it does. */
export async function runningStatus(api: RequestApi, holder: string | null): Promise<RunningStatus> {
  const [info, worker, list] = await Promise.all([
    api.request('host.info', {}),
    api.request('worker.status', {}),
    api.request('tasks.list', {}),
  ]);
  const task = currentTask(list) ?? null;
  const { point, points } = await progress(api, task?.run_uids.at(-1));
  return {
    type: 'status',
    holder,
    version: info.version,
    beamline: info.beamline,
    workspace: info.workspace,
    worker,
    task,
    point,
    points,
    queue: { ...list.queue, waiting: waitingTasks(list).length, held: heldTasks(list).length },
    notices: info.notices,
    changed_files: info.changed_files,
  };
}

async function progress(
  api: RequestApi,
  uid: string | undefined,
): Promise<{ point: number | null; points: number | null }> {
  if (uid === undefined) return { point: null, points: null };
  try {
    const [run, { documents }] = await Promise.all([
      api.request('runs.get', { uid }),
      api.request('runs.documents', { uid, limit: 1 }),
    ]);
    const planned = documents[0]?.doc.num_points;
    return { point: run.num_events.primary ?? 0, points: typeof planned === 'number' ? planned : null };
  } catch (thrown) {
    // A run that has just been opened may not be kept yet: there is nothing to tell of it.
    if (HutchError.from(thrown).code === 'unknown_run') return { point: null, points: null };
    throw thrown;
  }
}
