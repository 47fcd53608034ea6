import { existsSync, mkdirSync, statSync } from 'node:fs';
import { dirname } from 'node:path';

/**
 * Makes the folder at `path`, and those above it, unless it is there. One level after the other: Node's own `recursive` goes round without end
 * where a folder is there and takes none, as `/proc`.
 *
 * @param mode of what is made
 * @throws what the operating system says where it cannot be made
 */
export function makeFolder(path: string, mode = 0o777): void {
  if (isFolder(path)) return;
  const above = dirname(path);
  // A drive that is not there is above itself.
  if (above !== path && !existsSync(above)) makeFolder(above, mode);
  try {
    mkdirSync(path, { mode });
  } catch (thrown) {
    // Somebody else may have been faster.
    if (!isFolder(path)) throw thrown;
  }
}

/** What cannot be asked is none: making it says why. */
function isFolder(path: string): boolean {
  try {
    return statSync(path).isDirectory();
  } catch {
    return false;
  }
}
