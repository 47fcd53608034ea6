/** What decides whether a window could be shown at all. */
export interface Surroundings {
  platform: NodeJS.Platform;
  env: Readonly<Record<string, string | undefined>>;
  /** Number of the user; `undefined` on Windows. */
  uid: number | undefined;
}

/** Why no desktop window can be opened here, as half a sentence; `undefined` where nothing speaks against it. */
export function desktopObstacle({ platform, env, uid }: Surroundings): string | undefined {
  if (platform === 'darwin' || platform === 'win32') return undefined;
  if (!env.DISPLAY && !env.WAYLAND_DISPLAY) return 'there is no display (neither DISPLAY nor WAYLAND_DISPLAY is set)';
  // Chromium refuses to start its sandbox as root, and Hutch does not start without the sandbox.
  if (uid === 0) return 'Electron does not run as root with its sandbox on';
  return undefined;
}
