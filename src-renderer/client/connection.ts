/**
 * How the console stands to the host. `connecting`: for the first time. `connected`. `lost`: was connected, or could not connect;
 * tries again at `retryAt` (milliseconds since the epoch). `closed`: disposed of.
 */
export type Connection =
  | { status: 'connecting' }
  | { status: 'connected'; since: number }
  | { status: 'lost'; since: number; reason: string; attempt: number; retryAt: number }
  | { status: 'closed' };

const FIRST_DELAY_MS = 250;
const LONGEST_DELAY_MS = 5_000;

/** How long to wait before the `attempt`-th reconnection (from 1): doubles from 250 ms up to 5 s. */
export function retryDelayMs(attempt: number): number {
  return Math.min(FIRST_DELAY_MS * 2 ** Math.max(0, attempt - 1), LONGEST_DELAY_MS);
}
