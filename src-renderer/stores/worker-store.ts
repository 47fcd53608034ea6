import { create } from 'zustand';
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
  /** When the console saw `state` begin, seconds since the epoch. */
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

/** Whether a plan is being executed in this state, paused ones included: the verbs act, and a request queues. */
export function isBusy(state: WorkerState): boolean {
  switch (state) {
    case 'RUNNING':
    case 'PAUSING':
    case 'PAUSED':
    case 'SUSPENDING':
    case 'STOPPING':
    case 'ABORTING':
    case 'HALTING':
      return true;
    case 'IDLE':
    case 'PANICKED':
    case 'UNKNOWN':
      return false;
  }
}

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
  useWorkerStore.setState({ resumable: status.resumable, pauseRequested: status.pause_requested });
}

/** Takes over progress: a status that is done leaves. */
export function applyProgress(statuses: Readonly<Record<string, StatusView>>): void {
  const kept = { ...useWorkerStore.getState().statuses, ...statuses };
  useWorkerStore.setState({
    statuses: Object.fromEntries(Object.entries(kept).filter(([, status]) => !status.done)),
  });
}
