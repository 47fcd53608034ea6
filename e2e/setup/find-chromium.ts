import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { chromium } from '@playwright/test';

/** Names under which the systems know it. */
const NAMES = ['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome', 'chrome'];

/** A Chromium on this machine: the one that `CHROMIUM_PATH` names, the system's own, or Playwright's download. */
export function findChromium(env: NodeJS.ProcessEnv = process.env, exists = existsSync): string | undefined {
  const folders = (env.PATH ?? '').split(delimiter).filter((folder) => folder !== '');
  const installed = NAMES.flatMap((name) => folders.map((folder) => join(folder, name)));
  const candidates = env.CHROMIUM_PATH ? [env.CHROMIUM_PATH] : [...installed, chromium.executablePath()];
  return candidates.find((path) => exists(path));
}
