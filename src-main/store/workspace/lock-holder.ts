import { z } from 'zod';

/** Who holds a workspace, as `holder.json` in its state folder says. */
export const LockHolder = z.object({
  pid: z.number().int(),
  host: z.string(),
  user: z.string(),
  /** Seconds since the epoch. */
  since: z.number(),
  version: z.string(),
  /** Where its console is, if it serves one. */
  url: z.string().nullable().default(null),
  /** The socket over which it can be asked and watched, once it listens. */
  socket: z.string().nullable().default(null),
});
export type LockHolder = z.infer<typeof LockHolder>;

/** `This workspace is held by Hutch 0.1.0, pid 4711 on bl22-ws1 (ada), since 14:02; its console is at http://127.0.0.1:8520.` */
export function describeHolder(holder: LockHolder | undefined): string {
  if (!holder) return 'This workspace is held by another Hutch, which has not said yet who it is.';
  const { version, pid, host, user, since, url } = holder;
  const console = url === null ? '' : `; its console is at ${url}`;
  return `This workspace is held by Hutch ${version}, pid ${pid} on ${host} (${user}), since ${clock(since)}${console}.`;
}

/** The time of day, with the day where it is another one. */
function clock(since: number): string {
  const then = new Date(since * 1000);
  const time = `${String(then.getHours()).padStart(2, '0')}:${String(then.getMinutes()).padStart(2, '0')}`;
  const day = `${then.getFullYear()}-${String(then.getMonth() + 1).padStart(2, '0')}-${String(then.getDate()).padStart(2, '0')}`;
  return then.toDateString() === new Date().toDateString() ? time : `${day} ${time}`;
}
