import { setImmediate as turn } from 'node:timers/promises';
import type { Continues, HostEvent, Task, TaskList, TaskRequest, WorkerStatus } from '#shared/contract/index.ts';
import { HutchError } from '#shared/errors.ts';
import { checkRequest } from './check-request.ts';
import { DeviceOwnership } from './device-ownership.ts';
import { checkCommand, type EngineCommand, nothingRuns } from './engine-command.ts';
import { EngineReports } from './engine-reports.ts';
import { NextTask } from './next-task.ts';
import type { Asker } from './queue/asker.ts';
import { QueueCommands } from './queue/queue-commands.ts';
import { TaskQueue } from './queue/task-queue.ts';
import { settledWithin } from './settled-within.ts';
import type { TaskEnd } from './task-end.ts';
import { TaskExecution } from './task-execution.ts';
import type { TaskWorkerOptions } from './task-worker-options.ts';
import type { WorkerEngine } from './worker-engine.ts';

/** The event loop gets a turn at least so often between tasks; within a task the engine sees to it. */
const TURN_MS = 10;
/** How long a command is waited for before its answer goes out: what takes longer is seen in the events. */
const COMMAND_ANSWER_MS = 1000;
/** How long, at the end, halting and letting go of the engine may take each: neither waits for a device. */
const LAST_RESORT_MS = 2000;

/**
 * Runs tasks on the engine, one at a time, in the order of its queue, and tells what happens as {@link HostEvent}s in the order in which
 * it happens. A request is checked when it is submitted and again when it starts: devices may have gone in between.
 */
export class TaskWorker {
  /** Which devices the running plan has for itself. */
  readonly ownership = new DeviceOwnership();
  /** What people may do to the queue. */
  readonly commands: QueueCommands;
  readonly #options: TaskWorkerOptions;
  readonly #queue: TaskQueue;
  readonly #next: NextTask;
  readonly #reports: EngineReports;
  #current: TaskExecution | null = null;
  /** Settles when the worker has nothing left to do. */
  #working: Promise<void> | null = null;
  #disposing: Promise<void> | null = null;
  #isClosing = false;

  constructor(options: TaskWorkerOptions) {
    this.#options = options;
    this.#queue = new TaskQueue(options);
    this.#next = new NextTask(this.#queue, options);
    this.commands = new QueueCommands({
      queue: this.#queue,
      check: (request) => this.check(request),
      work: () => this.#work(),
      runNow: (task) => this.#runNow(task),
    });
    this.#reports = new EngineReports({ ...options, queue: this.#queue, current: () => this.#current });
  }

  /** Calls back with every event, in order. A listener must not throw. */
  onEvent(listener: (event: HostEvent) => void): () => void {
    return this.#reports.onEvent(listener);
  }

  /** Calls back after every change of a task or of the queue. */
  onTasks(listener: () => void): () => void {
    return this.#queue.onChange(listener);
  }

  /** Tasks that the process before was killed in: they are held, and never run again by themselves. */
  interrupted(): readonly Task[] {
    return this.#queue.interrupted;
  }

  /** Takes `at`, when one of those was last heard of, for its end. Seconds since the epoch. */
  setEnd(id: string, at: number): void {
    this.#queue.update(id, { ended_at: at });
  }

  /** Checks a request and queues nothing. @throws HutchError as `checkRequest`; `unavailable` while closing */
  check(request: TaskRequest): void {
    this.#refuseAtTheEnd();
    checkRequest(this.#options.context, request, this.#options.columns);
  }

  /**
   * Checks a request and puts it at the back of the queue; it runs at once when nothing else does.
   * @param continues the run that it goes on with
   * @throws HutchError as `checkRequest`
   */
  submit(request: TaskRequest, by: Asker, continues: Continues | null = null): Task {
    this.check(request);
    const [added] = this.#queue.writes.add([{ item: request, continues }], 'back', { by, revision: null });
    this.#work();
    return this.#queue.get(added?.task_id ?? '');
  }

  /** Takes a waiting task out of the queue. @throws HutchError `unknown_task`, `invalid_transition` */
  cancel(id: string, by: Asker): Task {
    this.#queue.waiting(id, 'taken out of the queue');
    this.#queue.writes.remove([id], { by, revision: null });
    return this.#queue.get(id);
  }

  /** A task of any age. @throws HutchError `unknown_task` */
  task(id: string): Task {
    const known = this.#queue.list().tasks.find(({ task_id }) => task_id === id);
    return known ?? this.#queue.get(id);
  }

  tasks(): TaskList {
    return this.#queue.list();
  }

  /** Durations of tasks have become known, or other ones: the times that are expected are told anew. */
  refreshExpectations(): void {
    this.#queue.refreshExpectations();
  }

  status(): WorkerStatus {
    const { state, resumable, deferredPauseRequested } = this.#options.engine;
    return {
      state: this.#reports.state,
      since: this.#reports.since,
      task_id: this.#current?.id ?? null,
      resumable: state !== 'idle' && resumable,
      pause_requested: deferredPauseRequested,
    };
  }

  /** Pauses the plan, at once or (`defer`) at its next checkpoint. @throws HutchError `invalid_transition` */
  pause(defer: boolean): Promise<WorkerStatus> {
    return this.#command('pause', (engine) => engine.requestPause(defer));
  }

  /** Goes on from the last checkpoint. @throws HutchError `invalid_transition` */
  resume(): Promise<WorkerStatus> {
    return this.#command('resume', (engine) => engine.resume());
  }

  /** Ends the plan through its cleanup; counts as success. @throws HutchError `invalid_transition` */
  stop(): Promise<WorkerStatus> {
    return this.#command('stop', (engine) => engine.stop());
  }

  /** Ends the plan through its cleanup; counts as failure. @throws HutchError `invalid_transition` */
  abort(reason: string): Promise<WorkerStatus> {
    return this.#command('abort', (engine) => engine.abort(reason), reason);
  }

  /** Ends the plan without its cleanup. @throws HutchError `invalid_transition` */
  halt(): Promise<WorkerStatus> {
    return this.#command('halt', (engine) => engine.halt());
  }

  /**
   * While closing nothing starts and no request is taken, as after {@link TaskWorker.dispose}; what runs goes on until somebody ends it. Unlike
   * a stop of the queue it is not kept: another start of Hutch knows nothing of it. Taken back, what waits starts.
   */
  setClosing(isClosing: boolean): void {
    this.#isClosing = isClosing || this.#disposing !== null;
    this.#work();
  }

  /**
   * Starts nothing more, aborts what runs through its cleanup, and lets go of the engine. Waits for the cleanup, but no longer than
   * `timeoutMs`; then halts. May be called twice, never rejects.
   */
  dispose(reason: string, timeoutMs = 10_000): Promise<void> {
    this.#isClosing = true;
    this.#disposing ??= this.#dispose(reason, timeoutMs);
    return this.#disposing;
  }

  /** Begins to work where there is work and nobody works. */
  #work(): void {
    if (this.#working) return;
    const first = this.#take();
    if (first) this.#working = this.#runWaiting(first);
  }

  /** Never rejects: a listener that threw ends the work on this task, and is our own fault. */
  async #runWaiting(first: Task): Promise<void> {
    try {
      let turnAt = performance.now();
      for (let task: Task | undefined = first; task; task = this.#take()) {
        await this.#runTask(task);
        // A queue that loops over plans that take no time would never let anybody stop it.
        if (performance.now() - turnAt < TURN_MS) continue;
        await turn();
        turnAt = performance.now();
      }
    } catch (thrown) {
      this.#options.logger.error(`The worker failed: ${HutchError.from(thrown).message}`);
      this.#queue.refuse('The worker failed by a fault of Hutch; see the log.');
    } finally {
      // At once, not when the promise settles: whoever submits in between would wait for ever.
      this.#working = null;
      this.#current = null;
      this.#next.forget();
    }
  }

  #take(): Task | undefined {
    return this.#isClosing ? undefined : this.#next.take();
  }

  #refuseAtTheEnd(): void {
    if (this.#isClosing) throw new HutchError('unavailable', 'Hutch is shutting down.');
  }

  #runNow(task: Task): void {
    this.#refuseAtTheEnd();
    if (this.#current) {
      throw new HutchError('engine_busy', `${this.#current.name} runs: ${task.name} can be run when it has ended.`);
    }
    this.#next.prefer(task);
    this.#work();
  }

  async #runTask(task: Task): Promise<void> {
    const { task_id, name } = task;
    const { instrument, provenance, planFor = (_task, plan) => plan } = this.#options;
    const untilStill = this.#options.untilStill ?? (() => Promise.resolve());
    this.#current = new TaskExecution(task, {
      ...this.#options,
      beamline: async (plan, devices) => ({ instrument, provenance: await provenance?.(plan, devices) }),
      planFor,
      untilStill,
      ownership: this.ownership,
    });
    this.#queue.begin(task_id);
    this.#reports.tellState();
    this.#options.logger.info(`${name} starts.`, { task_id });
    this.#finish(task, await this.#current.run());
  }

  #finish(task: Task, end: TaskEnd): void {
    const { logger } = this.#options;
    this.#queue.end(task.task_id, end, this.#next.isPreferred(task.task_id));
    this.#next.forget();
    this.#reports.tellState();
    this.#current = null;
    if (end.error === null) {
      logger.info(`${task.name} ${end.state}.`, { task_id: task.task_id });
      return;
    }
    const { message, trace } = end.error;
    logger.error(message, { task_id: task.task_id, ...(end.state === 'failed' && trace && { trace }) });
  }

  async #command(
    command: EngineCommand,
    act: (engine: WorkerEngine) => Promise<unknown>,
    reason = '',
  ): Promise<WorkerStatus> {
    const { engine, logger } = this.#options;
    const current = this.#current;
    // An engine that is idle by now has ended the plan; only the worker has not said so yet.
    if (!current || (!current.preparing && engine.state === 'idle')) throw nothingRuns(command);
    if (current.preparing) current.endPreparation(command, reason);
    else if (checkCommand(command, engine.state, current.name)) {
      logger.info(`${current.name}: ${command} requested${reason ? `: ${reason}` : '.'}`, { task_id: current.id });
      await settledWithin(act(engine), COMMAND_ANSWER_MS, (thrown) => {
        logger.error(`${current.name}: ${command} failed: ${HutchError.from(thrown).message}`, { task_id: current.id });
      });
    }
    return this.status();
  }

  async #dispose(reason: string, timeoutMs: number): Promise<void> {
    const { engine } = this.#options;
    if (this.#current) {
      const ended = await this.#endWithin(() => this.abort(reason), timeoutMs);
      if (!ended) await this.#endWithin(() => this.halt(), LAST_RESORT_MS);
    }
    this.#reports.endProgress();
    await this.#endWithin(() => engine.dispose(), LAST_RESORT_MS);
    this.#reports.dispose();
  }

  /** Gives the command, and waits until the worker has nothing left to do. `false` when that does not come in time. */
  async #endWithin(command: () => Promise<unknown>, timeoutMs: number): Promise<boolean> {
    const report = (thrown: unknown) => {
      this.#options.logger.error(`Shutting down: ${HutchError.from(thrown).message}`);
    };
    try {
      return await settledWithin(
        command().then(() => this.#working),
        timeoutMs,
        report,
      );
    } catch (thrown) {
      report(thrown);
      return false;
    }
  }
}
