import { type FocusEvent, type RefObject, useEffect, useEffectEvent, useRef } from 'react';
import type { Task } from '#shared/contract/tasks.ts';
import { activateRow } from './queue-selection.ts';

/** The drawn row of a task. */
export function rowOf(grid: HTMLElement | null, id: string): HTMLElement | undefined {
  return [...(grid?.querySelectorAll<HTMLElement>('tr[data-task]') ?? [])].find(({ dataset }) => dataset.task === id);
}

/** What {@link useGridFocus} goes by. */
interface GridFocusOptions {
  rows: readonly Task[];
  /** The row that the keyboard is at. */
  active: string | null;
  /** Another text when other rows are drawn. */
  drawn: string;
  /** Brings a row into view that is not. */
  toRow(index: number): void;
}

/**
 * Keeps the focus of the keyboard on the row that is active: also when that row moves, and on the one in its place when it leaves. Where that
 * row is out of view, the grid itself keeps the keys. Returns what to do when something in the grid gets the focus.
 */
export function useGridFocus(
  scroll: RefObject<HTMLElement | null>,
  { rows, active, drawn, toRow }: GridFocusOptions,
): (event: FocusEvent) => void {
  const isInside = useRef(false);
  const lastIndex = useRef(0);
  const focusRow = useEffectEvent((grid: HTMLElement, id: string, index: number, hasMoved: boolean) => {
    const row = rowOf(grid, id);
    if (!row) {
      if (hasMoved) toRow(index);
      grid.focus({ preventScroll: true });
    } else if (row !== document.activeElement) {
      row.focus();
      row.scrollIntoView?.({ block: 'nearest' });
    }
  });
  // biome-ignore lint/correctness/useExhaustiveDependencies: `drawn` says that the row that waits for the focus may be there now
  useEffect(() => {
    const found = rows.findIndex(({ task_id }) => task_id === active);
    const index = found === -1 ? Math.min(lastIndex.current, rows.length - 1) : found;
    const hasMoved = index !== lastIndex.current;
    lastIndex.current = Math.max(0, index);
    const id = rows[index]?.task_id;
    if (!scroll.current || id === undefined || !mayFocus(scroll.current, isInside.current)) return;
    if (found === -1) activateRow(id);
    focusRow(scroll.current, id, index, hasMoved);
  }, [scroll, rows, active, drawn]);
  useEffect(() => {
    const onFocusIn = ({ target }: globalThis.FocusEvent): void => {
      isInside.current = target instanceof Node && (scroll.current?.contains(target) ?? false);
    };
    document.addEventListener('focusin', onFocusIn);
    return () => document.removeEventListener('focusin', onFocusIn);
  }, [scroll]);
  return ({ target }) => {
    const id = target instanceof HTMLElement && target.tagName === 'TR' ? target.dataset.task : undefined;
    if (id !== undefined) activateRow(id);
  };
}

/** Whether the focus is the rows' own: on one of them, on the grid, or lost with the row that had it. Never away from a button or a form. */
function mayFocus(grid: HTMLElement, wasInside: boolean): boolean {
  const here = document.activeElement;
  if (here === null || here === document.body) return wasInside;
  return here === grid || (here.tagName === 'TR' && grid.contains(here));
}
