import { create } from 'zustand';
import { isBusy } from '#shared/contract/is-busy.ts';
import type { StatusView, WorkerState, WorkerStatus } from '#shared/contract/worker.ts';

interface WorkerStoreState {
  state: WorkerState;
  /** The task that runs or is paused. */
  taskId: string | null;
  /** Whether a pause could be resumed now. */
  resumable: boolean;
  /** A deferred pause waits for the next checkpoint. */
  pauseRequested: boolean;
  /** Statuses that the plan waits for now, by their id: moves, exposures. */
  statuses: Readonly<Record<string, StatusView>>;
  /** When `state` began, seconds since the epoch: as Hutch says, or as the console saw it. */
  stateSince: number;
}

/** What the worker does now. `UNKNOWN` until the host has said. */
export const useWorkerStore = create<WorkerStoreState>(() => ({
  state: 'UNKNOWN',
  taskId: null,
  resumable: true,
  pauseRequested: false,
  statuses: {},
  stateSince: 0,
}));

/** Takes over a change of state; statuses end with the plan. */
export function applyWorkerState(state: WorkerState, taskId: string | null): void {
  const held = useWorkerStore.getState();
  useWorkerStore.setState({
    state,
    taskId,
    ...(state !== held.state && { stateSince: Date.now() / 1000 }),
    ...(!isBusy(state) && { statuses: {}, pauseRequested: false }),
  });
}

/** Takes over the whole status, as a request has answered it. */
export function applyWorkerStatus(status: WorkerStatus): void {
  applyWorkerState(status.state, status.task_id);
  useWorkerStore.setState({
    resumable: status.resumable,
    pauseRequested: status.pause_requested,
    stateSince: status.since,
  });
}

/** Takes over progress: a status that is done leaves. */
export function applyProgress(statuses: Readonly<Record<string, StatusView>>): void {
  const kept = { ...useWorkerStore.getState().statuses, ...statuses };
  useWorkerStore.setState({
    statuses: Object.fromEntries(Object.entries(kept).filter(([, status]) => !status.done)),
  });
}
