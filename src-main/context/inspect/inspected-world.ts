import type { Device } from '../../device/index.ts';
import { VirtualClock } from '../../plan/inspect/virtual-clock.ts';

/** What happens in one inspection, where no device moves: its clock, and what is noted on the way. */
export class InspectedWorld {
  readonly clock = new VirtualClock();
  /** Seconds since the epoch: the time stamp of every reading. */
  readonly startedAt = Date.now() / 1000;
  /** Exposures so far. */
  triggers = 0;
  /** Whether the plan has looked at a value that is measured: then what it does depends on it. */
  dataUsed = false;
  /** Devices that could not tell how long something takes. */
  readonly untimed = new Set<Device>();
}
