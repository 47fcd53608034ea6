import type { QueueColumn, Task } from '#shared/contract/index.ts';
import type { HutchError } from '#shared/errors.ts';
import type { Json } from '#shared/json.ts';
import type { Logger } from '#shared/logger.ts';
import type { PlanContext } from '../context/plan-context.ts';
import type { MsgGenerator } from '../engine/msg.ts';
import type { TaskQueueOptions } from './queue/task-queue.ts';
import type { WorkerEngine } from './worker-engine.ts';

/** What a `TaskWorker` works with. */
export interface TaskWorkerOptions extends Omit<TaskQueueOptions, 'maxEnded'> {
  /** Plans and devices as they are loaded now: a getter where they can be replaced. */
  readonly context: PlanContext;
  engine: WorkerEngine;
  logger: Logger;
  /** Name of the beamline; `instrument` in every start document. */
  instrument: string;
  /** Columns of the queue that the beamline defines. */
  columns?: readonly QueueColumn[];
  /** Where a plan and the devices that its request names come from; goes into the start documents. */
  provenance?: (plan: string, devices: readonly string[]) => Promise<Record<string, Json> | undefined>;
  /** The plan of a task as it is to run: that of one which goes on with an earlier run leaves out the points that are there. */
  planFor?: (task: Task, plan: MsgGenerator) => MsgGenerator;
  /** Asked before each task: why nothing may start now. The queue then stops with that sentence, and the task waits on. */
  mayStart?: () => HutchError | undefined;
  /** Settles when nothing of `paths` moves any more that was asked to from outside of plans; at once unless told. */
  untilStill?: (paths: readonly string[]) => Promise<void>;
}
