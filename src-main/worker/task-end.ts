import type { TaskError, TaskResult, TaskState } from '#shared/contract/index.ts';
import { HutchError, type PlainError } from '#shared/errors.ts';
import { taskError, taskResult } from './task-outcome.ts';
import type { WorkerEngineResult } from './worker-engine.ts';

/** How a task ended: what of it is written into the task. */
export interface TaskEnd {
  readonly state: Extract<TaskState, 'succeeded' | 'stopped' | 'aborted' | 'failed'>;
  readonly outcome: TaskResult | TaskError;
  readonly error: PlainError | null;
}

/** How the task called `name` ended, by what the engine says. */
export function endOfRun(name: string, result: WorkerEngineResult): TaskEnd {
  const { exitStatus, interrupted, planResult, reason, exception } = result;
  switch (exitStatus) {
    case 'success':
      return { state: interrupted ? 'stopped' : 'succeeded', outcome: taskResult(planResult), error: null };
    case 'abort':
      return aborted(name, reason, exception);
    case 'fail':
      return failed(name, exception ?? new Error(reason));
  }
}

/** A person ended it. */
export function aborted(name: string, reason: string, exception: Error | null = null): TaskEnd {
  const code = exception instanceof HutchError ? exception.code : 'request_abort';
  const error = new HutchError(code, `${name} was aborted${reason ? `: ${reason}` : '.'}`);
  const { trace: _trace, ...plain } = error.toPlain();
  return { state: 'aborted', outcome: taskError(error), error: plain };
}

/** Something went wrong: before it ran, in the author's code or in a device. */
export function failed(name: string, thrown: unknown): TaskEnd {
  const error =
    thrown instanceof HutchError
      ? thrown
      : new HutchError('plan_failed', `${name} failed: ${nameOf(thrown)}${messageOf(thrown)}`, { cause: thrown });
  const plain = { ...error.toPlain(), message: sentence(error.message), ...traceOf(thrown) };
  return { state: 'failed', outcome: { ...taskError(error), message: plain.message }, error: plain };
}

function nameOf(thrown: unknown): string {
  return thrown instanceof Error && thrown.constructor !== Error ? `${thrown.name}: ` : '';
}

function messageOf(thrown: unknown): string {
  return thrown instanceof Error ? thrown.message : String(thrown);
}

/** Some libraries write a trace into the message: what stands before it is the sentence. The trace is kept beside it. */
function sentence(message: string): string {
  const [before = ''] = message.split(/\n\s*at |\n\s*Traceback /);
  return before.trim().replace(/\s*\n\s*/g, ' ');
}

/** The trace of the author's own code tells more than that of our wrapping. */
function traceOf(thrown: unknown): { trace?: string } {
  return thrown instanceof Error && thrown.stack ? { trace: thrown.stack } : {};
}
