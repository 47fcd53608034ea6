import type { CliContext } from '../cli-context.ts';
import { desktopObstacle } from '../desktop-launch/desktop-obstacle.ts';
import { fetchElectronBinary, findElectronBinary, findElectronPackage } from '../desktop-launch/electron-binary.ts';
import { runDesktop } from '../desktop-launch/run-desktop.ts';
import type { ExitStatus } from '../exit-status.ts';
import { serve } from './serve.ts';

/** How long Electron's binary (some 120 MB) may take to arrive. */
const FETCH_LIMIT_MS = 180_000;

/** Electron's binary, fetched where it is missing; or why it cannot be had. */
async function haveElectron({ application, terminal }: CliContext): Promise<{ binary: string } | { obstacle: string }> {
  const { env, platform } = process;
  const obstacle = desktopObstacle({ platform, env, uid: process.getuid?.() });
  if (obstacle) return { obstacle };
  const electron = findElectronPackage(application.root);
  if (!electron) return { obstacle: 'Electron is not installed' };
  if (!findElectronBinary(electron, env)) {
    terminal.err(`Fetching Electron ${electron.version}, once, some 120 MB ...`);
    const reason = await fetchElectronBinary(electron, FETCH_LIMIT_MS);
    if (reason) return { obstacle: `Electron's binary is not here and cannot be fetched (${reason})` };
  }
  const binary = findElectronBinary(electron, env);
  return binary ? { binary } : { obstacle: "Electron's binary is not where it was fetched to" };
}

/** `hutch start`, which `npm start` calls: the desktop window; where there can be none it says why and serves the console instead. */
export async function start(context: CliContext, options: { port?: number }): Promise<ExitStatus> {
  const found = await haveElectron(context);
  let obstacle = 'obstacle' in found ? found.obstacle : '';
  if ('binary' in found) {
    const end = await runDesktop(found.binary, context.application.root, context.interrupts, context.files);
    if (end.kind === 'ended') return end.status;
    obstacle = end.reason;
  }
  context.terminal.err(`No desktop window: ${obstacle}. The same console is served to a browser instead.`);
  return serve(context, options);
}
