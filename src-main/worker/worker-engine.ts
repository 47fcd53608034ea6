import type { EngineState } from '../engine/engine-state.ts';
import type { DocumentCallback, MsgGenerator } from '../engine/msg.ts';
import type { Status } from '../engine/status.ts';

/** How a run of the engine ended. */
export interface WorkerEngineResult {
  readonly planResult: unknown;
  readonly exitStatus: 'success' | 'abort' | 'fail';
  /** Ended before the plan was through: stopped, aborted or halted. */
  readonly interrupted: boolean;
  readonly reason: string;
  readonly exception: Error | null;
}

/** What the worker needs of a RunEngine. */
export interface WorkerEngine {
  readonly state: EngineState;
  readonly resumable: boolean;
  readonly deferredPauseRequested: boolean;
  stateHook: ((state: EngineState, before: EngineState) => void) | null;
  waitingHook: ((statuses: ReadonlySet<Status> | null) => void) | null;
  run(
    plan: MsgGenerator,
    options: { planName: string; metadata: Record<string, unknown> },
  ): Promise<WorkerEngineResult>;
  requestPause(defer?: boolean): Promise<void>;
  resume(): Promise<void>;
  stop(): Promise<WorkerEngineResult>;
  abort(reason?: string): Promise<WorkerEngineResult>;
  halt(): Promise<WorkerEngineResult>;
  subscribe(callback: DocumentCallback): number;
  unsubscribe(token: number): void;
  dispose(): Promise<void>;
}
