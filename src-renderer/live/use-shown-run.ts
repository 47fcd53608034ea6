import type { RunData } from '../stores/run-data.ts';
import { useRunStore } from '../stores/run-store.ts';
import { useLiveStore } from './live-store.ts';

/** The run that the live panel shows. */
export interface ShownRun {
  run: RunData | null;
  /** Grows whenever `run` does. */
  version: number;
  /** An earlier run that somebody opened. */
  isOpened: boolean;
}

/** The run that somebody opened, else the current one; renders again whenever it grows. */
export function useShownRun(): ShownRun {
  const opened = useLiveStore((state) => state.opened);
  const openedVersion = useLiveStore((state) => state.openedVersion);
  // Growth of the current run is no reason to draw an opened one again.
  const version = useRunStore((state) => (opened ? 0 : state.version));
  const current = useRunStore((state) => state.run);
  return { run: opened ?? current, version: opened ? openedVersion : version, isOpened: opened !== null };
}
