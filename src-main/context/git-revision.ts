import { execFile } from 'node:child_process';
import { stat } from 'node:fs/promises';
import { dirname, join, relative } from 'node:path';

/** What git says of files of one work tree. */
export interface GitRevision {
  /** Hash of the commit that is checked out; absent before the first commit. */
  readonly commit?: string;
  /** Whether any of the files is not what the commit has: changed, new, or ignored. */
  readonly dirty: boolean;
}

const LIMIT_MS = 3000;
const MOST_BYTES = 16 * 1024 * 1024;
/** Where these are set, as in a hook of git's, they name some other repository. */
const OTHERS = ['GIT_DIR', 'GIT_WORK_TREE', 'GIT_INDEX_FILE', 'GIT_PREFIX'];

/** The top of the work tree that holds `file`; `undefined` where there is none. */
export async function workTreeOf(file: string): Promise<string | undefined> {
  for (let dir = dirname(file); ; dir = dirname(dir)) {
    if (await exists(join(dir, '.git'))) return dir;
    if (dir === dirname(dir)) return undefined;
  }
}

/**
 * Asks git about `files`, absolute paths in the work tree at `root`. Takes no lock, changes nothing. `undefined` where there is no git, or no
 * answer within 3 s.
 */
export async function gitRevision(
  root: string,
  files: readonly string[],
  signal?: AbortSignal,
): Promise<GitRevision | undefined> {
  const paths = files.map((file) => relative(root, file));
  try {
    const [commit, status] = await Promise.all([
      git(root, ['rev-parse', '--verify', 'HEAD'], signal).catch(() => ''),
      git(root, ['status', '--porcelain', '-z', '--untracked-files=all', '--ignored', '--', ...paths], signal),
    ]);
    return { ...(commit && { commit: commit.trim() }), dirty: status !== '' };
  } catch {
    return undefined;
  }
}

async function exists(path: string): Promise<boolean> {
  try {
    await stat(path);
    return true;
  } catch {
    return false;
  }
}

function git(cwd: string, args: readonly string[], signal: AbortSignal | undefined): Promise<string> {
  const env = Object.entries(process.env).filter(([name]) => !OTHERS.includes(name));
  const options = {
    cwd,
    env: { ...Object.fromEntries(env), GIT_OPTIONAL_LOCKS: '0', GIT_LITERAL_PATHSPECS: '1', LC_ALL: 'C' },
    timeout: LIMIT_MS,
    maxBuffer: MOST_BYTES,
    windowsHide: true,
    ...(signal && { signal }),
  };
  return new Promise((resolve, reject) => {
    execFile('git', args, options, (error, stdout) => (error ? reject(error) : resolve(stdout)));
  });
}
