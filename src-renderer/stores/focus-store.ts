import { create } from 'zustand';

interface FocusState {
  /** The device that somebody asked to be shown, by its dotted path; the device panel opens it and scrolls there. */
  device: string | null;
  /** Grows with every asking, so that asking for the same device again is seen. */
  askedCount: number;
}

/** What one part of the console asks another to show. */
export const useFocusStore = create<FocusState>(() => ({ device: null, askedCount: 0 }));

/** Asks the device panel to show a device. */
export function showDevice(device: string): void {
  useFocusStore.setState(({ askedCount }) => ({ device, askedCount: askedCount + 1 }));
}
