import { userInfo } from 'node:os';

/** Who asks, for the record: in the queue's changes and in the tasks that are submitted. */
export interface Origin {
  /** Name of the user of the machine: every front of Hutch belongs to the user who started it. */
  readonly user: string;
  /** The front: `console`, `browser`, `command line`, `http`. */
  readonly via: string;
}

let user: string | undefined;

/** The user who runs this process; `unknown` where the system has no name for it, as in some containers. */
function userName(): string {
  try {
    return userInfo().username;
  } catch {
    return 'unknown';
  }
}

/** The user of this process, through the front `via`; without a front it is the host itself. */
export function hostOrigin(via = 'host'): Origin {
  user ??= userName();
  return { user, via };
}
