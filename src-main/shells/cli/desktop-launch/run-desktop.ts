import { spawn } from 'node:child_process';
import { delimiter, resolve as resolvePath } from 'node:path';
import type { Interrupts } from '../../run-control/interrupts.ts';
import type { ExitStatus } from '../exit-status.ts';

/** A window that nobody has closed yet is no failure to start. */
const EARLY_MS = 10_000;

/** How the desktop ended, or why it did not begin. */
export type DesktopEnd = { kind: 'ended'; status: ExitStatus } | { kind: 'failed'; reason: string };

/**
 * Opens the desktop and waits until it is closed. An interrupt is passed on: the desktop stops its plan and closes.
 *
 * @param binary Electron's executable
 * @param root folder of the application
 * @param files the `hutch.yaml` files of its workspace; that of the environment or of the folder where none are given
 */
export function runDesktop(
  binary: string,
  root: string,
  interrupts: Interrupts,
  files: readonly string[] = [],
): Promise<DesktopEnd> {
  return new Promise((resolve) => {
    const started = performance.now();
    const named = files.map((file) => resolvePath(file)).join(delimiter);
    const env = named === '' ? process.env : { ...process.env, HUTCH_CONFIG: named };
    const child = spawn(binary, [root], { stdio: 'inherit', env });
    const stop = interrupts.onInterrupt(() => child.kill(interrupts.signal));
    child.once('error', (error) => {
      stop();
      resolve({ kind: 'failed', reason: error.message });
    });
    child.once('exit', (code, signal) => {
      stop();
      if (interrupts.count > 0) resolve({ kind: 'ended', status: 130 });
      else if (code === 0) resolve({ kind: 'ended', status: 0 });
      else if (performance.now() - started < EARLY_MS) {
        resolve({ kind: 'failed', reason: `Electron did not start (${signal ?? `exit status ${code}`})` });
      } else resolve({ kind: 'ended', status: 1 });
    });
  });
}
