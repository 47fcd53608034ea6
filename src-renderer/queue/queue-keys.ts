import type { KeyboardEvent } from 'react';
import {
  activateRow,
  clearSelection,
  selectOnly,
  selectRows,
  selectTo,
  toggleRow,
  useQueueSelection,
} from './queue-selection.ts';
import type { QueueActions } from './use-queue-actions.ts';

const STEPS: Readonly<Record<string, number>> = { ArrowUp: -1, ArrowDown: 1, PageUp: -10, PageDown: 10 };
const ALT_MOVES = { ArrowUp: 'up', ArrowDown: 'down', Home: 'front', End: 'back' } as const;

/**
 * The keys of the queue while one of its rows has the focus: arrows go and choose, with Shift a block, with Ctrl without choosing; Space
 * chooses one more; Alt and arrows move what is chosen; Enter edits, Delete removes, Ctrl A chooses all. `toRow` brings a row into view.
 */
export function queueKeys(actions: QueueActions, toRow: (index: number) => void) {
  const order = actions.rows.map(({ task_id }) => task_id);
  const go = (event: KeyboardEvent, index: number): void => {
    const target = Math.max(0, Math.min(order.length - 1, index));
    const id = order[target];
    if (id === undefined) return;
    toRow(target);
    if (event.shiftKey) selectTo(id, order);
    else if (event.ctrlKey) activateRow(id);
    else selectOnly(id);
  };
  return (event: KeyboardEvent): void => {
    // A button in a row has keys of its own.
    if (!(event.target instanceof HTMLElement)) return;
    if (event.target.tagName !== 'TR' && event.target !== event.currentTarget) return;
    const at = order.indexOf(useQueueSelection.getState().active ?? event.target.dataset.task ?? '');
    if (!perform(event, actions, order, at, (index) => go(event, index))) return;
    event.preventDefault();
  };
}

/** Does what a key means; says whether it means anything here. */
function perform(
  event: KeyboardEvent,
  actions: QueueActions,
  order: readonly string[],
  at: number,
  go: (index: number) => void,
): boolean {
  const { key } = event;
  if (event.altKey) {
    if (!(key in ALT_MOVES)) return false;
    actions.move(ALT_MOVES[key as keyof typeof ALT_MOVES]);
    return true;
  }
  const step = STEPS[key];
  if (step !== undefined) go(at + step);
  else if (key === 'Home') go(0);
  else if (key === 'End') go(order.length - 1);
  else if (key === ' ') toggleRow(order[at] ?? '');
  else if (key === 'Delete') actions.remove();
  else if (key === 'Escape') clearSelection();
  else if (key === 'a' && (event.ctrlKey || event.metaKey)) selectRows(order);
  else if (key === 'Enter' && !event.ctrlKey && !event.metaKey) openRow(actions, at);
  else return false;
  return true;
}

function openRow({ rows, open }: QueueActions, at: number): void {
  const task = rows[at];
  if (task) open(task);
}
