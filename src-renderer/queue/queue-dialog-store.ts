import { create } from 'zustand';
import type { Task } from '#shared/contract/tasks.ts';

/** What the queue asks before it acts. `revision` is that of the queue when it was asked. */
export type QueueDialog =
  | { kind: 'hold'; tasks: readonly Task[] }
  | { kind: 'remove'; tasks: readonly Task[]; revision: number }
  | { kind: 'clear'; count: number; revision: number }
  | { kind: 'run-now'; task: Task; revision: number }
  | { kind: 'save-list'; tasks: readonly Task[]; isAll: boolean }
  | { kind: 'load-list' }
  | { kind: 'table' };

/** The dialog of the queue that is open. */
export const useQueueDialog = create<{ dialog: QueueDialog | null }>(() => ({ dialog: null }));

/** Opens a dialog in place of the one that is open. */
export function openQueueDialog(dialog: QueueDialog): void {
  useQueueDialog.setState({ dialog });
}

/** Closes it, with nothing done. */
export function closeQueueDialog(): void {
  useQueueDialog.setState({ dialog: null });
}
