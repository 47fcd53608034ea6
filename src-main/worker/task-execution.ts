import type { Task } from '#shared/contract/index.ts';
import { HutchError } from '#shared/errors.ts';
import type { PlanContext } from '../context/plan-context.ts';
import type { MsgGenerator } from '../engine/msg.ts';
import type { DeviceOwnership } from './device-ownership.ts';
import type { EngineCommand } from './engine-command.ts';
import { type BeamlineMetadata, runMetadata } from './run-metadata.ts';
import { aborted, endOfRun, failed, type TaskEnd } from './task-end.ts';
import { untilAborted } from './until-aborted.ts';
import type { WorkerEngine } from './worker-engine.ts';

export interface TaskExecutionOptions {
  context: PlanContext;
  engine: WorkerEngine;
  ownership: DeviceOwnership;
  /** What goes into the start documents of a plan that has `devices` for itself. */
  beamline: (plan: string, devices: readonly string[]) => Promise<BeamlineMetadata>;
  /** The plan as it is to run. */
  planFor: (task: Task, plan: MsgGenerator) => MsgGenerator;
  /** Settles when nothing of `paths` moves any more that was asked to from outside of plans. */
  untilStill: (paths: readonly string[]) => Promise<void>;
}

/**
 * One task on its way: checked once more, its devices claimed and connected, its plan run. While it is being prepared the engine does not
 * know of it, and nothing moves yet.
 */
export class TaskExecution {
  readonly id: string;
  readonly name: string;
  readonly #task: Task;
  readonly #options: TaskExecutionOptions;
  readonly #preparation = new AbortController();
  #preparing = true;

  constructor(task: Task, options: TaskExecutionOptions) {
    this.id = task.task_id;
    this.name = task.name;
    this.#task = task;
    this.#options = options;
  }

  /** Whether the engine does not have the plan yet. */
  get preparing(): boolean {
    return this.#preparing;
  }

  /** Runs the task. Never rejects: whatever goes wrong is how it ended. */
  async run(): Promise<TaskEnd> {
    const { engine, ownership, beamline, planFor } = this.#options;
    try {
      const { plan, params, devices, supplemental } = await this.#prepare();
      const known = await untilAborted(beamline(plan.name, devices), this.#preparation.signal);
      const metadata = runMetadata(this.#task, known);
      this.#preparing = false;
      const result = await engine.run(planFor(this.#task, plan.run(params)), { planName: plan.name, metadata });
      return endOfRun(this.name, {
        ...result,
        exception: this.#blamed(result.exception, [...devices, ...supplemental]),
      });
    } catch (thrown) {
      const { signal } = this.#preparation;
      return signal.aborted ? aborted(this.name, String(signal.reason)) : failed(this.name, thrown);
    } finally {
      this.#preparing = false;
      ownership.release();
    }
  }

  /**
   * Ends the preparation; every way to end it is the same.
   * @throws HutchError `invalid_transition` for `pause` and `resume`: there is nothing to be held yet
   */
  endPreparation(command: EngineCommand, reason: string): void {
    if (command === 'pause' || command === 'resume') {
      const sentence = `${this.name} is still connecting its devices: it cannot ${command} yet.`;
      throw new HutchError('invalid_transition', sentence);
    }
    this.#preparation.abort(reason || `${command} before it had begun`);
  }

  async #prepare() {
    const { context, ownership } = this.#options;
    const { name, params } = this.#task;
    const { devices, supplemental } = context.validate({ name, params });
    ownership.claim(name, devices);
    const connecting = Promise.all([...devices, ...supplemental].map((path) => context.devices.connect(path)));
    // Each attempt has a limit of its own: only a person ends the waiting earlier.
    await untilAborted(connecting, this.#preparation.signal);
    // Somebody moves one of them from the console: that move comes to its end, or is stopped, before the plan has the device.
    await untilAborted(this.#options.untilStill(devices), this.#preparation.signal);
    // Some limits are known only now.
    return context.validate({ name, params });
  }

  /** A plan fails because of a device that is lost: that device is what is told, not the message that happened to meet it. */
  #blamed(exception: Error | null, devices: readonly string[]): Error | null {
    if (!exception || !tellsOfLoss(exception)) return exception;
    return this.#options.context.devices.lostAmong(devices, exception) ?? exception;
  }
}

/** Whether a connection that was lost is behind `thrown`, directly or as the cause of a failed status. */
function tellsOfLoss(thrown: unknown): boolean {
  if (!(thrown instanceof Error)) return false;
  return (thrown instanceof HutchError && thrown.code === 'not_connected') || tellsOfLoss(thrown.cause);
}
