import type { WorkerState } from './worker.ts';

/** Whether a plan has the engine in this state: it runs, is paused, or is being ended. A request has to wait then. */
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
