import type { DataEvent, HostEvent, WorkerState } from '#shared/contract/index.ts';
import type { DocumentName } from '#shared/documents/index.ts';
import type { EngineState } from '../engine/engine-state.ts';
import { Listeners } from './listeners.ts';
import { ProgressReporter } from './progress-reporter.ts';
import type { TaskQueue } from './queue/task-queue.ts';
import type { TaskExecution } from './task-execution.ts';
import { taskStatus, workerState } from './task-status.ts';
import type { TaskWorkerOptions } from './task-worker-options.ts';

/** What reports are made from. */
export interface EngineReportsOptions extends Pick<TaskWorkerOptions, 'engine' | 'logger' | 'uuid' | 'now'> {
  readonly queue: TaskQueue;
  /** The task that the worker has in hand. */
  readonly current: () => TaskExecution | null;
}

/**
 * Tells what the engine does as {@link HostEvent}s of the task that it does it for, in the order in which it happens, and keeps that task's
 * state and runs in the queue.
 */
export class EngineReports {
  readonly #options: EngineReportsOptions;
  readonly #events = new Listeners<HostEvent>();
  readonly #progress: ProgressReporter;
  readonly #documents: number;
  #seen: { state: WorkerState; since: number };

  constructor(options: EngineReportsOptions) {
    this.#options = options;
    this.#seen = { state: 'IDLE', since: options.now() };
    const { engine, current, uuid } = options;
    this.#progress = new ProgressReporter((statuses) => {
      const task = current();
      if (task) this.#events.emit({ type: 'progress', task_id: task.id, statuses });
    }, uuid);
    engine.stateHook = (state, before) => this.#follow(state, before);
    engine.waitingHook = (statuses) => this.#progress.follow(statuses);
    this.#documents = engine.subscribe((name, doc) => this.#tellDocument(name, doc));
  }

  /** Calls back with every event. A listener must not throw. */
  onEvent(listener: (event: HostEvent) => void): () => void {
    return this.#events.add(listener);
  }

  /** A task that connects its devices counts as running: it may only be ended, not overlooked. */
  get state(): WorkerState {
    const { engine, current } = this.#options;
    return current()?.preparing ? 'RUNNING' : workerState(engine.state);
  }

  /** When {@link EngineReports.state} began, seconds since the epoch. */
  get since(): number {
    this.#look();
    return this.#seen.since;
  }

  /** Tells the state, and the task with its errors. */
  tellState(): void {
    this.#look();
    const { queue, current } = this.#options;
    const id = current()?.id;
    const task = id === undefined ? null : queue.get(id);
    const errors = task?.error ? [task.error.message] : [];
    this.#events.emit({
      type: 'worker',
      state: this.state,
      task_status: task && taskStatus(task),
      errors,
      warnings: [],
    });
  }

  /** Nothing is waited for any more. */
  endProgress(): void {
    this.#progress.finish();
  }

  /** Lets go of the engine. */
  dispose(): void {
    const { engine } = this.#options;
    engine.unsubscribe(this.#documents);
    engine.stateHook = null;
    engine.waitingHook = null;
  }

  #look(): void {
    const { state } = this;
    if (state !== this.#seen.state) this.#seen = { state, since: this.#options.now() };
  }

  #follow(state: EngineState, before: EngineState): void {
    // The start of the task has said so already.
    if (before === 'idle' && state === 'running') return;
    // The last of the progress comes before the end, not after it.
    if (state === 'idle') this.endProgress();
    const id = this.#options.current()?.id;
    if (id !== undefined && state === 'paused') this.#options.queue.update(id, { state: 'paused' });
    if (id !== undefined && state === 'running') this.#resume(id);
    this.tellState();
  }

  #resume(id: string): void {
    const { queue } = this.#options;
    if (queue.get(id).state === 'paused') queue.update(id, { state: 'running' });
  }

  #tellDocument(name: string, doc: Record<string, unknown>): void {
    const { queue, current, logger } = this.#options;
    const id = current()?.id;
    if (id === undefined) {
      logger.error(`A document "${name}" came while no task was running; it belongs to no task.`);
      return;
    }
    if (name === 'start') {
      const { run_uids } = queue.get(id);
      queue.update(id, { run_uids: [...run_uids, String(doc.uid)] });
    }
    const event: DataEvent = { name: name as DocumentName, doc, task_id: id };
    this.#events.emit({ type: 'document', ...event });
  }
}
