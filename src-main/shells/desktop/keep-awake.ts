import type { PowerSaveBlocker } from 'electron';
import type { WorkerActivity } from '../run-control/worker-activity.ts';

/**
 * Keeps the machine from sleeping while a plan is active: a computer that sleeps in mid-run stops reading, but the motors go on.
 * Returns how to end it; the block goes with it.
 */
export function keepAwake(blocker: Pick<PowerSaveBlocker, 'start' | 'stop'>, activity: WorkerActivity): () => void {
  let block: number | undefined;
  const follow = (active: boolean): void => {
    if (active && block === undefined) block = blocker.start('prevent-app-suspension');
    if (!active && block !== undefined) {
      blocker.stop(block);
      block = undefined;
    }
  };
  follow(activity.active);
  const stopFollowing = activity.onChange(follow);
  return () => {
    stopFollowing();
    follow(false);
  };
}
