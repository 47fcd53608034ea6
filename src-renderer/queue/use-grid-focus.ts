import { type FocusEvent, type RefObject, useEffect, useRef } from 'react';
import type { Task } from '#shared/contract/tasks.ts';
import { activateRow } from './queue-selection.ts';

/** The drawn row of a task. */
export function rowOf(grid: HTMLElement | null, id: string): HTMLElement | undefined {
  return [...(grid?.querySelectorAll<HTMLElement>('tr[data-task]') ?? [])].find(({ dataset }) => dataset.task === id);
}

/**
 * Keeps the focus of the keyboard on the row that is active: also when that row moves, and on the one in its place when it leaves.
 * Returns what to do when something in the grid gets the focus.
 */
export function useGridFocus(
  scroll: RefObject<HTMLElement | null>,
  rows: readonly Task[],
  active: string | null,
): (event: FocusEvent) => void {
  const isInside = useRef(false);
  const lastIndex = useRef(0);
  useEffect(() => {
    const index = rows.findIndex(({ task_id }) => task_id === active);
    if (index !== -1) lastIndex.current = index;
    const here = document.activeElement;
    // The row that had the focus is gone, and the focus with it.
    const isLost = isInside.current && (here === document.body || here === null);
    const isOnRow = here?.tagName === 'TR' && scroll.current?.contains(here);
    if (!isLost && !isOnRow) return;
    const id = index === -1 ? rows[Math.min(lastIndex.current, rows.length - 1)]?.task_id : active;
    if (id === undefined || id === null) return;
    if (index === -1) activateRow(id);
    const row = rowOf(scroll.current, id);
    if (row && row !== here) {
      row.focus();
      row.scrollIntoView?.({ block: 'nearest' });
    }
  }, [scroll, rows, active]);
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
