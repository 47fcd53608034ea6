import { existsSync, mkdirSync, readFileSync, rmSync, watch, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const LOCK = 'SingletonLock';
/** Begins the name of the file by which a second instance tells the first. */
const CALL = 'second-instance-';

/**
 * The lock that Electron has from Chromium: it belongs to a folder, goes with its process, and the instance that has it hears of those that
 * come after. Files carry it: what a killed one leaves behind lies with the results of its test.
 *
 * @param folder the user's data
 * @param onSecond called at every other instance that asks for it
 */
export function takeInstanceLock(folder: string, onSecond: () => void): boolean {
  mkdirSync(folder, { recursive: true });
  const file = join(folder, LOCK);
  if (isHeld(file)) {
    writeFileSync(join(folder, `${CALL}${process.pid}`), '');
    return false;
  }
  writeFileSync(file, String(process.pid));
  watch(folder, (_event, name) => {
    if (!name?.startsWith(CALL) || !existsSync(join(folder, name))) return;
    rmSync(join(folder, name));
    onSecond();
  }).unref();
  process.once('exit', () => rmSync(file, { force: true }));
  return true;
}

/** Whether the process that the file names lives. */
function isHeld(file: string): boolean {
  try {
    process.kill(Number(readFileSync(file, 'utf8')), 0);
    return true;
  } catch {
    return false;
  }
}
