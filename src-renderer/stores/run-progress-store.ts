import { create } from 'zustand';
import type { RunSummary } from '#shared/contract/runs.ts';
import type { RunData } from './run-data.ts';

/** How much of a run is here. */
export interface RunProgress {
  /** Events that are here. */
  loaded: number;
  /** Events that it has in all, as the host counted them when the loading began. */
  total: number;
}

interface RunProgressState {
  /** Runs that are being loaded, by uid. */
  byRun: Readonly<Record<string, RunProgress>>;
}

/** How far the loading of long runs has come. */
export const useRunProgressStore = create<RunProgressState>(() => ({ byRun: {} }));

/** Says how far the loading of a run has come; once it is over, nothing stands here any more. */
export function noteProgress(run: RunData, summary: Pick<RunSummary, 'num_events'>): void {
  const total = Object.values(summary.num_events).reduce((sum, count) => sum + count, 0);
  const loaded = [...run.streams.values()].reduce((sum, stream) => sum + stream.length, 0);
  useRunProgressStore.setState(({ byRun }) => ({ byRun: { ...byRun, [run.uid]: { loaded, total } } }));
}

/** A run is complete, or its loading was given up. */
export function endProgress(uid: string): void {
  useRunProgressStore.setState(({ byRun: { [uid]: _, ...byRun } }) => ({ byRun }));
}
