import { access, constants, mkdir, stat } from 'node:fs/promises';
import { dirname } from 'node:path';

/**
 * Makes the folder at `path`, and those above it, unless it is there. Rejects with what the operating system says where that cannot be done, or
 * where nothing can be written into it.
 */
export async function writableFolder(path: string): Promise<void> {
  await made(path);
  await access(path, constants.W_OK);
}

/** One level after the other: Node's own `recursive` goes round without end where a folder is there and takes none, as `/proc`. */
async function made(path: string): Promise<void> {
  if (await isFolder(path)) return;
  if (dirname(path) !== path) await made(dirname(path));
  try {
    await mkdir(path);
  } catch (thrown) {
    // Somebody else may have been faster.
    if (!(await isFolder(path))) throw thrown;
  }
}

/** What cannot be asked is none: making it says why. */
function isFolder(path: string): Promise<boolean> {
  return stat(path).then(
    (found) => found.isDirectory(),
    () => false,
  );
}
