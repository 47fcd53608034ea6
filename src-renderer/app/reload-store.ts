import { create } from 'zustand';

/** Whether plans and devices are being loaded anew now, and whether that has just been done. */
export const useReloadStore = create<{ state: 'none' | 'running' | 'done' }>(() => ({ state: 'none' }));
