import { create } from 'zustand';
import type { RunData } from '../stores/run-data.ts';
import { useRunStore } from '../stores/run-store.ts';

export type LiveTab = 'live' | 'map' | 'image' | 'details' | 'runs';

/** Fields that somebody chose instead of what the hints say. */
export interface AxisPicks {
  x?: string | undefined;
  y?: string | undefined;
}

interface LiveState {
  tab: LiveTab;
  /** An earlier run that somebody opened; `null`: the current one is shown. */
  opened: RunData | null;
  /** Grows while the opened run is being loaded. */
  openedVersion: number;
  /** Choices by the dimensions of the scan, so that the next scan of the same kind keeps them and another kind does not. */
  picks: Readonly<Record<string, AxisPicks>>;
}

/** What the live panel shows. */
export const useLiveStore = create<LiveState>(() => ({ tab: 'live', opened: null, openedVersion: 0, picks: {} }));

/** Shows an earlier run, or the current one again with `null`; in the plot, unless another view of a run is open. */
export function showRun(run: RunData | null): void {
  useLiveStore.setState(({ tab, openedVersion }) => ({
    opened: run,
    openedVersion: openedVersion + 1,
    tab: tab === 'runs' ? 'live' : tab,
  }));
}

/** The opened run has grown. */
export function touchOpened(): void {
  useLiveStore.setState(({ openedVersion }) => ({ openedVersion: openedVersion + 1 }));
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
