import type { WebContents } from 'electron';

/** A page that crashes as often as this within a minute would only crash again. */
const MAX_CRASHES = 3;
const WITHIN_MS = 60_000;

/**
 * Loads the console anew when its page crashes. The plan that runs does not notice: the engine is in this process, not in the page's.
 *
 * @param giveUp called once when the page keeps crashing
 * @param now a monotonic clock, milliseconds
 */
export function revivePage(
  page: Pick<WebContents, 'on' | 'reload'>,
  giveUp: (reason: string) => void,
  now: () => number = () => performance.now(),
): void {
  let crashes: number[] = [];
  page.on('render-process-gone', (_event, { reason }) => {
    if (reason === 'clean-exit') return;
    crashes = [...crashes.filter((at) => now() - at < WITHIN_MS), now()];
    if (crashes.length < MAX_CRASHES) page.reload();
    else if (crashes.length === MAX_CRASHES) giveUp(reason);
  });
}
