import { homedir } from 'node:os';
import { join } from 'node:path';

/** Where translated modules are kept: a folder of the user's own, because what lies there is run. Follows the XDG base directories. */
export function defaultCacheDir(env: NodeJS.ProcessEnv = process.env): string {
  return join(env.XDG_CACHE_HOME || join(homedir(), '.cache'), 'hutch', 'modules');
}
