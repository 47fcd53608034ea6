import { randomBytes } from 'node:crypto';
import { homedir } from 'node:os';
import { join, resolve } from 'node:path';
import { HutchError, type MaybePromise } from '@hutch/sdk';
import { writableFolder } from './writable-folder.ts';

/**
 * Where a detector writes its next file, by the name of the detector: an absolute path that nothing has yet, in a folder that takes files.
 * Rejects with `device_failed` where there is none. After ophyd-async's `PathProvider`.
 */
export type PathProvider = (detector: string) => MaybePromise<string>;

type Environment = Readonly<Record<string, string | undefined>>;

/** The folder of all frames: `HUTCH_DATA_DIR`, or else among the user's data, by the XDG base directories. */
export function dataFolder({ HUTCH_DATA_DIR: given, XDG_DATA_HOME: userData }: Environment): string {
  return resolve(given || join(userData || join(homedir(), '.local', 'share'), 'hutch', 'data'));
}

/**
 * A folder for each day below the {@link dataFolder}, by local time, and in it a file for each run of a detector:
 * `2026-11-22/eiger-153012-3fa1c2.h5`.
 */
export function dailyFolders(
  environment: Environment,
  now: () => Date = () => new Date(),
): (detector: string) => Promise<string> {
  const root = dataFolder(environment);
  return async (detector) => {
    const moment = now();
    const day = [moment.getFullYear(), two(moment.getMonth() + 1), two(moment.getDate())].join('-');
    const time = [moment.getHours(), moment.getMinutes(), moment.getSeconds()].map(two).join('');
    try {
      await writableFolder(join(root, day));
    } catch (thrown) {
      const variable = environment.HUTCH_DATA_DIR ? 'HUTCH_DATA_DIR' : 'HUTCH_DATA_DIR is not set';
      const cause = thrown instanceof Error ? thrown.message : String(thrown);
      throw new HutchError('device_failed', `${detector} cannot write below ${root} (${variable}): ${cause}`, {
        cause: thrown,
      });
    }
    // Two that begin in the same second, in whatever process, do not meet.
    return join(root, day, `${detector}-${time}-${randomBytes(3).toString('hex')}.h5`);
  };
}

function two(number: number): string {
  return String(number).padStart(2, '0');
}
