import { type Task, type TaskStatus, WorkerState } from '#shared/contract/index.ts';
import type { EngineState } from '../engine/engine-state.ts';

/** A state of the engine in blueapi's words. */
export function workerState(state: EngineState): WorkerState {
  return WorkerState.parse(state.toUpperCase());
}

/** How far a task is, as worker events say it. A pause completes nothing. */
export function taskStatus({ task_id, outcome }: Task): TaskStatus {
  return {
    task_id,
    result: outcome,
    task_complete: outcome !== null,
    task_failed: outcome?.outcome === 'error',
  };
}
