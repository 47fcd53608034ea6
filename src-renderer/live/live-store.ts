import { create } from 'zustand';
import type { RunData } from '../stores/run-data.ts';
import { useRunStore } from '../stores/run-store.ts';

export type LiveTab = 'live' | 'map' | 'image' | 'runs';

/** Fields that somebody chose instead of what the hints say. */
export interface AxisPicks {
  x?: string | undefined;
  y?: string | undefined;
}

interface LiveState {
  tab: LiveTab;
  /** An earlier run that somebody opened; `null`: the current one is shown. */
  opened: RunData | null;
  /** Choices by the dimensions of the scan, so that the next scan of the same kind keeps them and another kind does not. */
  picks: Readonly<Record<string, AxisPicks>>;
}

/** What the live panel shows. */
export const useLiveStore = create<LiveState>(() => ({ tab: 'live', opened: null, picks: {} }));

/** Shows an earlier run, or the current one again with `null`. */
export function showRun(run: RunData | null): void {
  useLiveStore.setState({ opened: run, tab: 'live' });
}

/** Remembers a choice of axes for scans over these dimensions. */
export function pickAxis(dimensions: string, picks: AxisPicks): void {
  useLiveStore.setState((state) => ({
    picks: { ...state.picks, [dimensions]: { ...state.picks[dimensions], ...picks } },
  }));
}

// Whoever starts a run wants to see it: what had been opened before gives way.
useRunStore.subscribe((state, before) => {
  if (state.run !== before.run && state.run !== null && useLiveStore.getState().opened !== null) showRun(null);
});
