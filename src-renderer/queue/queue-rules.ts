import type { QueueStatus, Task } from '#shared/contract/tasks.ts';
import { hasEnded, isHeldEnd } from '../stores/tasks-store.ts';

/** What the rules of the queue's actions are made from. */
export interface QueueFacts {
  /** The rows as they are shown. */
  rows: readonly Task[];
  /** Those that are chosen, in the order in which they are shown. */
  chosen: readonly Task[];
  queue: QueueStatus;
  /** A plan is being executed. */
  isBusy: boolean;
  /** Why nothing can be written at all: no connection, or the console only watches. */
  writeReason: string | undefined;
}

/** Why an action cannot be done now; absent when it can. */
export type Reason = string | undefined;

/** Why each action cannot be done. */
export interface QueueRules {
  up: Reason;
  down: Reason;
  edit: Reason;
  duplicate: Reason;
  hold: Reason;
  release: Reason;
  remove: Reason;
  runAgain: Reason;
  runNow: Reason;
  clear: Reason;
  /** Saving waiting items as a list. */
  save: Reason;
  /** For everything that writes. */
  write: Reason;
}

/** The chosen rows that wait: those that can be moved, held, duplicated. */
export function waitingOf(tasks: readonly Task[]): readonly Task[] {
  return tasks.filter(({ state }) => state === 'waiting');
}

/** Where a block of waiting items goes with one step up or down: beside which item; `undefined` when it is at that end. */
export function neighbourOf(rows: readonly Task[], block: readonly Task[], step: 'up' | 'down'): Task | undefined {
  const waiting = waitingOf(rows);
  const isIn = (task: Task): boolean => block.some(({ task_id }) => task_id === task.task_id);
  if (step === 'up') {
    const first = waiting.findIndex(isIn);
    return waiting.slice(0, Math.max(0, first)).findLast((task) => !isIn(task));
  }
  const last = waiting.findLastIndex(isIn);
  return last === -1 ? undefined : waiting.slice(last + 1).find((task) => !isIn(task));
}

/** What can be done to the queue now, and why the rest cannot. */
export function queueRules(facts: QueueFacts): QueueRules {
  const { rows, chosen, isBusy, writeReason } = facts;
  const waiting = waitingOf(chosen);
  const ended = chosen.filter(({ state }) => hasEnded(state));
  const some = waiting.length > 0 ? undefined : 'Choose an item that waits first';
  const one = waiting.length === 1 && chosen.length === 1 ? waiting[0] : undefined;
  const all = waitingOf(rows).length;
  const unless = (reason: Reason): Reason => writeReason ?? reason;
  return {
    up: unless(some ?? moveReason(rows, waiting, 'up')),
    down: unless(some ?? moveReason(rows, waiting, 'down')),
    edit: unless(editReason(one)),
    duplicate: unless(some),
    hold: unless(some ?? (waiting.every(({ hold }) => hold) ? 'It is held already' : undefined)),
    release: unless(some ?? (waiting.some(({ hold }) => hold) ? undefined : 'It is not held')),
    remove: unless(waiting.length > 0 || chosen.some(isHeldEnd) ? undefined : removeReason(chosen)),
    runAgain: unless(ended.length > 0 ? undefined : 'Choose an item that has ended first'),
    runNow: unless(runNowReason(one, isBusy)),
    clear: unless(all > 0 ? undefined : 'Nothing waits'),
    save: unless(all > 0 ? undefined : 'Nothing waits'),
    write: writeReason,
  };
}

function moveReason(rows: readonly Task[], block: readonly Task[], step: 'up' | 'down'): Reason {
  if (neighbourOf(rows, block, step)) return undefined;
  return step === 'up' ? 'It is at the front already' : 'It is at the back already';
}

function editReason(one: Task | undefined): Reason {
  if (!one) return 'Choose one item that waits first';
  if (one.kind === 'stop') return 'An instruction to stop has nothing to edit';
  return one.continues ? 'It goes on with an earlier run: its parameters are those of that run' : undefined;
}

function removeReason(chosen: readonly Task[]): Reason {
  if (chosen.length === 0) return 'Choose an item first';
  return chosen.some(({ state }) => hasEnded(state))
    ? 'It has ended well: it is in the history'
    : 'What runs is ended with Stop or Abort, not removed';
}

function runNowReason(one: Task | undefined, isBusy: boolean): Reason {
  if (!one) return 'Choose one item that waits first';
  if (one.kind === 'stop') return 'An instruction to stop does not run';
  return isBusy ? 'Something runs now: move it to the front instead' : undefined;
}
