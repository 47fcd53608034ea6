import { randomBytes } from 'node:crypto';
import { homedir } from 'node:os';
import { join } from 'node:path';

/** Where a detector writes its next file, by the name of the detector: an absolute path that nothing has yet. After ophyd-async's `PathProvider`. */
export type PathProvider = (detector: string) => string;

/**
 * A folder for each day, by local time, and in it a file for each time that a detector is staged:
 * `2026-11-22/eiger-153012-3fa1c2.h5`. Below `HUTCH_DATA_DIR`, or else among the user's data, by the XDG base directories.
 */
export function dailyFolders(
  environment: Readonly<Record<string, string | undefined>>,
  now: () => Date = () => new Date(),
): PathProvider {
  const { HUTCH_DATA_DIR: given, XDG_DATA_HOME: userData } = environment;
  const root = given || join(userData || join(homedir(), '.local', 'share'), 'hutch', 'data');
  return (detector) => {
    const moment = now();
    const day = [moment.getFullYear(), two(moment.getMonth() + 1), two(moment.getDate())].join('-');
    const time = [moment.getHours(), moment.getMinutes(), moment.getSeconds()].map(two).join('');
    // Two that begin in the same second, in whatever process, do not meet.
    return join(root, day, `${detector}-${time}-${randomBytes(3).toString('hex')}.h5`);
  };
}

function two(number: number): string {
  return String(number).padStart(2, '0');
}
