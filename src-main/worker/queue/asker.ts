/** Who asks. The host's `Origin` has the same shape; the worker does not know the host. */
export interface Asker {
  /** A user of the machine. */
  readonly user: string;
  /** The front through which the request came: `console`, `command line`. */
  readonly via: string;
}

/** What happens to the queue without anybody asking for it. */
export const HUTCH = 'hutch';

/** An asker as changes name it: `ada (command line)`. */
export function askerText({ user, via }: Asker): string {
  return `${user} (${via})`;
}
