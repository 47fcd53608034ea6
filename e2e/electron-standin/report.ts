import { listen, tell } from './link.ts';
import type { MainReport } from './link-messages.ts';

/** What main has asked of Electron so far; the stand-in's modules write into it. */
export const report: MainReport = {
  beforeReady: [],
  permissionHandlers: [],
  webPreferences: [],
  powerSaveBlocks: 0,
  focused: 0,
};

listen('ask-report', () => tell({ type: 'report', report }));
