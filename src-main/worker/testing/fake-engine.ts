import type { EngineState } from '../../engine/engine-state.ts';
import type { MsgGenerator } from '../../engine/msg.ts';
import type { WorkerEngine, WorkerEngineResult } from '../worker-engine.ts';

const SUCCESS: WorkerEngineResult = {
  planResult: undefined,
  exitStatus: 'success',
  interrupted: false,
  reason: '',
  exception: null,
};

/** An engine that executes nothing: a test says when a run pauses, emits documents and ends. It keeps the real one's order of events. */
export class FakeEngine implements WorkerEngine {
  state: EngineState = 'idle';
  resumable = true;
  deferredPauseRequested = false;
  stateHook: WorkerEngine['stateHook'] = null;
  waitingHook: WorkerEngine['waitingHook'] = null;
  /** Plans of every run, in order. */
  readonly plans: MsgGenerator[] = [];
  /** Metadata of every run, in order. */
  readonly metadata: Record<string, unknown>[] = [];
  /** Whether `abort` gets through: a plan whose cleanup hangs does not end. */
  abortable = true;
  disposed = false;
  readonly #subscribers = new Map<number, (name: string, doc: Record<string, unknown>) => void>();
  #end: ((result: WorkerEngineResult) => void) | undefined;
  #ended: Promise<WorkerEngineResult> = Promise.resolve(SUCCESS);

  get subscriberCount(): number {
    return this.#subscribers.size;
  }

  run(plan: MsgGenerator, options: { metadata: Record<string, unknown> }): Promise<WorkerEngineResult> {
    this.plans.push(plan);
    this.metadata.push(options.metadata);
    this.#ended = new Promise((resolve) => {
      this.#end = resolve;
    });
    this.enter('running');
    return this.#ended;
  }

  emit(name: string, doc: Record<string, unknown>): void {
    for (const subscriber of this.#subscribers.values()) subscriber(name, doc);
  }

  /** Ends the run. */
  end(result: Partial<WorkerEngineResult> = {}): void {
    if (this.state !== 'idle') this.enter('idle');
    this.#end?.({ ...SUCCESS, ...result });
  }

  enter(state: EngineState): void {
    const before = this.state;
    this.state = state;
    this.stateHook?.(state, before);
  }

  async requestPause(): Promise<void> {
    this.enter('pausing');
    this.enter('paused');
  }

  async resume(): Promise<void> {
    this.enter('running');
  }

  stop(): Promise<WorkerEngineResult> {
    this.enter('stopping');
    this.end({ interrupted: true });
    return this.#ended;
  }

  abort(reason = ''): Promise<WorkerEngineResult> {
    this.enter('aborting');
    if (this.abortable) this.end({ interrupted: true, exitStatus: 'abort', reason });
    return this.#ended;
  }

  halt(): Promise<WorkerEngineResult> {
    if (this.state !== 'aborting') this.enter('halting');
    this.end({ interrupted: true, exitStatus: 'abort', reason: 'halted' });
    return this.#ended;
  }

  subscribe(callback: (name: string, doc: Record<string, unknown>) => void): number {
    const token = this.#subscribers.size + 1;
    this.#subscribers.set(token, callback);
    return token;
  }

  unsubscribe(token: number): void {
    this.#subscribers.delete(token);
  }

  async dispose(): Promise<void> {
    this.disposed = true;
  }
}
