import { PASSING_SENTENCES, type Task } from '#shared/contract/index.ts';
import { HutchError } from '#shared/errors.ts';
import type { InterruptedRun, RunStore } from '../../store/run-store.ts';
import type { TaskWorker } from '../../worker/task-worker.ts';
import type { NoticeBoard } from '../status/notice-board.ts';

export interface RecoverOptions {
  readonly store: Pick<RunStore, 'closeInterrupted'>;
  readonly worker: Pick<TaskWorker, 'interrupted' | 'tasks' | 'setEnd'>;
  readonly notices: NoticeBoard;
  readonly uuid: () => string;
}

/**
 * Puts right what a Hutch that was killed left behind, before anything runs: its run is closed by a stop document, its task is held, and a
 * notice says so. The notice is made by the start that closes the run, and stands until it is put away.
 */
export function recover({ store, worker, notices, uuid }: RecoverOptions): void {
  const runs = closed({ store, notices, uuid });
  const tasks = worker.interrupted();
  const { queue } = worker.tasks();
  const waiting = queue.running ? '' : ` ${PASSING_SENTENCES.queueStopped}`;
  for (const run of runs) {
    const task = tasks.find(({ task_id }) => task_id === run.task_id);
    if (task) worker.setEnd(task.task_id, run.last_at);
    notices.put({
      id: `interrupted-run-${run.uid}`,
      level: 'warning',
      kept: true,
      message: `${runSentences(run)}${task ? HELD : ''}${waiting}`,
      run_uid: run.uid,
      ...(run.task_id !== null && { task_id: run.task_id }),
    });
  }
  for (const task of tasks) {
    if (runs.some(({ task_id }) => task_id === task.task_id)) continue;
    notices.put({
      id: `interrupted-task-${task.task_id}`,
      level: 'warning',
      kept: true,
      message: `${taskSentence(task)}${HELD}${waiting}`,
      task_id: task.task_id,
      ...withRun(task),
    });
  }
}

/** Gives the runs that were cut short their stop documents. Where that cannot be written Hutch starts all the same, and says so. */
function closed({ store, notices, uuid }: Omit<RecoverOptions, 'worker'>): InterruptedRun[] {
  try {
    return store.closeInterrupted({ uuid, reason });
  } catch (thrown) {
    const { message } = HutchError.from(thrown, 'store_failed');
    notices.put({
      id: 'interrupted-not-closed',
      level: 'error',
      message: `A run that was cut short is still open, because its end cannot be written: ${message} The next start closes it.`,
      dismissible: false,
    });
    return [];
  }
}

function withRun({ run_uids }: Task): { run_uid?: string } {
  const last = run_uids.at(-1);
  return last === undefined ? {} : { run_uid: last };
}

const HELD = ` ${PASSING_SENTENCES.taskHeld}`;

/** Of the stop document. */
function reason({ last_at }: InterruptedRun): string {
  return `Hutch was killed, or its machine went down, at about ${localTime(last_at)}`;
}

function runSentences({ plan_name, scan_id, num_events, last_at }: InterruptedRun): string {
  const name = plan_name ?? 'a plan';
  const which = scan_id === null ? name : `${name} (run ${scan_id})`;
  const points = num_events.primary ?? 0;
  const counted = points === 1 ? '1 point' : `${points} points`;
  return (
    `Hutch was killed, or its machine went down, at about ${localTime(last_at)} while ${which} was running. ` +
    `The run is closed as aborted, with the ${counted} that it had.`
  );
}

/** A task whose runs, if it has opened any, are closed. */
function taskSentence({ name, started_at, run_uids }: Task): string {
  const since = started_at === null ? '' : `, which had begun at ${localTime(started_at)}`;
  // A Hutch that was killed as it started has closed the run, and could not store the end of its task any more.
  const runs = run_uids.length === 0 ? 'it had opened no run' : 'the history tells how far it came';
  return `Hutch was killed, or its machine went down, in the middle of ${name}${since}; ${runs}.`;
}

/** `2026-03-14 15:09:26`, by the clock of this machine. */
export function localTime(seconds: number): string {
  const at = new Date(seconds * 1000);
  const two = (value: number) => String(value).padStart(2, '0');
  const date = [at.getFullYear(), two(at.getMonth() + 1), two(at.getDate())].join('-');
  return `${date} ${[at.getHours(), at.getMinutes(), at.getSeconds()].map(two).join(':')}`;
}
