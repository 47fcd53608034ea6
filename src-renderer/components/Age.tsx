import { formatAge } from './format-time.ts';
import { useNow } from './use-now.ts';

/** How old something is: `0.1 s ago`. `since` in seconds since the epoch. */
export function Age({ since }: { since: number }) {
  const now = useNow(500);
  // Our clock ticks only twice a second, so a value that has just come may seem to be from the future.
  return <time dateTime={new Date(since * 1000).toISOString()}>{formatAge(now - since)} ago</time>;
}
