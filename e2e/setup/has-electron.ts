import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from '../fixtures/root.ts';

/** Whether Electron's binary is here and could open a window: it wants a display, and no root. */
export function hasElectron(): boolean {
  const fetched = existsSync(join(ROOT, 'node_modules', 'electron', 'path.txt'));
  if (process.platform !== 'linux') return fetched;
  return fetched && process.getuid?.() !== 0 && Boolean(process.env.DISPLAY || process.env.WAYLAND_DISPLAY);
}
