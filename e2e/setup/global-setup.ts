import { execFileSync } from 'node:child_process';
import { ROOT } from '../fixtures/root.ts';
import { buildStandin } from './build-standin.ts';
import { ensureChromium } from './ensure-chromium.ts';

/** Before the first spec: a browser, a build of the application, and the stand-in. */
// biome-ignore lint/style/noDefaultExport: Playwright takes the default export and nothing else
export default async function globalSetup(): Promise<void> {
  // The workers are started with this environment, and read the path from it.
  process.env.CHROMIUM_PATH = await ensureChromium();
  execFileSync(process.execPath, ['bin/hutch.mjs', '--version'], { cwd: ROOT, stdio: ['ignore', 'ignore', 'inherit'] });
  await buildStandin();
}
