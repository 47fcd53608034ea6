import { useMemo } from 'react';
import { isBusy } from '#shared/contract/is-busy.ts';
import type { Place } from '#shared/contract/queue.ts';
import type { Task } from '#shared/contract/tasks.ts';
import { copyToForm, startEdit } from '../stores/drafts-store.ts';
import { isHeldEnd, useTasksStore } from '../stores/tasks-store.ts';
import { useReadOnlyReason } from '../stores/use-read-only-reason.ts';
import { useWorkerStore } from '../stores/worker-store.ts';
import { openQueueDialog } from './queue-dialog-store.ts';
import { queueRows, tasksInWords } from './queue-rows.ts';
import { neighbourOf, type QueueRules, queueRules, waitingOf } from './queue-rules.ts';
import { selectRows, useQueueSelection } from './queue-selection.ts';
import { type QueueWriter, useQueueWriter } from './queue-writer.ts';

/** Everything that can be done to the queue, and why some of it cannot be done now. What acts, acts on the rows that are chosen. */
export interface QueueActions {
  rows: readonly Task[];
  chosen: readonly Task[];
  rules: QueueRules;
  move(where: 'up' | 'down' | 'front' | 'back'): void;
  /** Moves the chosen items beside another one. */
  moveBeside(to: Place): void;
  edit(): void;
  /** What a double click on a row does: edits an item that waits, copies another one into the form. */
  open(task: Task): void;
  duplicate(): void;
  hold(): void;
  release(): void;
  remove(): void;
  runNow(): void;
  /** New items that ask for the same as these, which have ended. */
  runAgain(tasks: readonly Task[]): void;
  /** Takes these, which have ended, out of sight. */
  putAway(tasks: readonly Task[]): void;
  /** An instruction to stop, behind the chosen item, else at the end. */
  addStop(): void;
  clear(): void;
  setLoop(loop: boolean): void;
  setOnFailure(onFailure: 'stop' | 'continue'): void;
}

/** The actions of the queue as it is now. */
export function useQueueActions(): QueueActions {
  const writer = useQueueWriter();
  const tasks = useTasksStore((store) => store.tasks);
  const queue = useTasksStore((store) => store.queue);
  const ids = useQueueSelection((selection) => selection.ids);
  const isBusyNow = useWorkerStore(({ state }) => isBusy(state));
  const writeReason = useReadOnlyReason();
  return useMemo(() => {
    const rows = queueRows(tasks);
    const chosen = rows.filter(({ task_id }) => ids.has(task_id));
    const rules = queueRules({ rows, chosen, queue, isBusy: isBusyNow, writeReason });
    return {
      rows,
      chosen,
      rules,
      ...chosenActions(writer, rows, chosen, rules),
      ...queueActions(writer, rows, waitingOf(chosen).at(-1), rules),
    };
  }, [writer, tasks, queue, ids, isBusyNow, writeReason]);
}

const idsOf = (tasks: readonly Task[]): string[] => tasks.map(({ task_id }) => task_id);
const revision = (): number => useTasksStore.getState().queue.revision;

/** `was` or `were` behind a number of tasks. */
function were(tasks: readonly Task[], done: string): string {
  const words = tasksInWords(tasks);
  return `${words.charAt(0).toUpperCase()}${words.slice(1)} ${tasks.length === 1 ? 'was' : 'were'} not ${done}`;
}

/** What acts on the chosen rows. */
function chosenActions(
  writer: QueueWriter,
  rows: readonly Task[],
  chosen: readonly Task[],
  rules: QueueRules,
): Pick<
  QueueActions,
  'move' | 'moveBeside' | 'edit' | 'open' | 'duplicate' | 'hold' | 'release' | 'remove' | 'runNow'
> {
  const block = waitingOf(chosen);
  const [first] = block;
  const moveBeside = (to: Place): void => {
    if (rules.duplicate === undefined)
      void writer.perform(were(block, 'moved'), 'queue.move', { task_ids: idsOf(block), to });
  };
  return {
    moveBeside,
    move(where) {
      if (where === 'front' || where === 'back') return moveBeside(where);
      const beside = neighbourOf(rows, block, where);
      if (beside) moveBeside(where === 'up' ? { before: beside.task_id } : { after: beside.task_id });
    },
    edit() {
      if (rules.edit === undefined && first) startEdit(first, revision());
    },
    open(task) {
      if (task.kind === 'stop') return;
      if (task.state === 'waiting' && !task.continues && rules.write === undefined) startEdit(task, revision());
      else copyToForm(task.name, task.params, task.purpose, task.columns);
    },
    duplicate() {
      if (rules.duplicate !== undefined) return;
      void writer.perform(were(block, 'duplicated'), 'queue.duplicate', { task_ids: idsOf(block) }).then((added) => {
        if (added) selectRows(idsOf(added.tasks));
      });
    },
    hold() {
      if (rules.hold === undefined) openQueueDialog({ kind: 'hold', tasks: block.filter(({ hold }) => !hold) });
    },
    release() {
      const held = block.filter(({ hold }) => hold);
      if (rules.release === undefined)
        void writer.perform(were(held, 'released'), 'queue.release', { task_ids: idsOf(held) });
    },
    remove() {
      if (rules.remove !== undefined) return;
      const gone = chosen.filter((task) => task.state === 'waiting' || isHeldEnd(task));
      if (gone.length > 1) openQueueDialog({ kind: 'remove', tasks: gone, revision: revision() });
      else void writer.perform(were(gone, 'removed'), 'queue.remove', { task_ids: idsOf(gone) });
    },
    runNow() {
      if (rules.runNow === undefined && first) openQueueDialog({ kind: 'run-now', task: first, revision: revision() });
    },
  };
}

/** What acts on the queue as a whole, or on rows that are named. `last`: of the chosen ones that wait. */
function queueActions(
  writer: QueueWriter,
  rows: readonly Task[],
  last: Task | undefined,
  rules: QueueRules,
): Pick<QueueActions, 'runAgain' | 'putAway' | 'addStop' | 'clear' | 'setLoop' | 'setOnFailure'> {
  const canWrite = rules.write === undefined;
  return {
    runAgain(tasks) {
      if (!canWrite || tasks.length === 0) return;
      void writer.perform(were(tasks, 'put back'), 'queue.requeue', { task_ids: idsOf(tasks) }).then((added) => {
        if (added) selectRows(idsOf(added.tasks));
      });
    },
    putAway(tasks) {
      if (canWrite && tasks.length > 0)
        void writer.perform(were(tasks, 'put away'), 'queue.remove', { task_ids: idsOf(tasks) });
    },
    addStop() {
      if (!canWrite) return;
      const at = last ? { after: last.task_id } : 'back';
      void writer.perform('The instruction was not added', 'queue.add', { items: [{ kind: 'stop' }], at });
    },
    clear() {
      if (rules.clear === undefined)
        openQueueDialog({ kind: 'clear', count: waitingOf(rows).length, revision: revision() });
    },
    setLoop(loop) {
      if (canWrite) void writer.perform('The loop was not switched', 'queue.set', { loop });
    },
    setOnFailure(onFailure) {
      if (canWrite) void writer.perform('The queue was not switched', 'queue.set', { on_failure: onFailure });
    },
  };
}
