import { create } from 'zustand';

/** What somebody has typed into the block of a device and not sent. */
export interface DeviceEdit {
  /** The controls are shown; `null` until somebody has opened or closed them. */
  isOpen: boolean | null;
  /** The step of a jog, as typed. */
  step: string | null;
  /** The value of Set…, as typed; `null` while the field is closed. */
  target: string | null;
}

const NOTHING: DeviceEdit = { isOpen: null, step: null, target: null };

/** Kept apart from the blocks, so that nothing typed is lost when a group is closed or a list is searched. */
export const useDeviceEdits = create<{ edits: Readonly<Record<string, DeviceEdit>> }>(() => ({ edits: {} }));

/** What has been typed into one block. */
export function useDeviceEdit(name: string): DeviceEdit {
  return useDeviceEdits((state) => state.edits[name] ?? NOTHING);
}

/** Keeps what is typed into the block of a device. */
export function editDevice(name: string, change: Partial<DeviceEdit>): void {
  useDeviceEdits.setState(({ edits }) => ({ edits: { ...edits, [name]: { ...(edits[name] ?? NOTHING), ...change } } }));
}
