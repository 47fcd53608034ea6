import { type RefObject, useEffect } from 'react';
import { useFocusStore } from '../stores/focus-store.ts';
import { editDevice } from './device-edits-store.ts';

/** The last request that was followed: a block that is built anew (its group was closed and opened) must not follow it again. */
let followedCount = 0;

/** Opens the block of a device, scrolls to it and gives it the focus when another part of the console asks for it. */
export function useShownOnRequest(name: string, element: RefObject<HTMLElement | null>): void {
  const askedCount = useFocusStore((state) => (state.device === name ? state.askedCount : 0));
  useEffect(() => {
    if (askedCount <= followedCount) return;
    followedCount = askedCount;
    editDevice(name, { isOpen: true });
    element.current?.scrollIntoView?.({ block: 'center' });
    element.current?.focus({ preventScroll: true });
  }, [askedCount, name, element]);
}
