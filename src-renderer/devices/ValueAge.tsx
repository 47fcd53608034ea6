import type { DeviceReadback } from '#shared/contract/devices.ts';
import { Age } from '../components/Age.tsx';
import { formatShortClock } from '../components/format-time.ts';
import { useNow } from '../components/use-now.ts';
import { useHostStore } from '../stores/host-store.ts';
import { isStale } from './value-age.ts';

const TICK_MS = 500;

/** How old the value of a device is; a warning when it may not hold any more. Since when, for a device that is lost. */
export function ValueAge({ readback }: { readback: DeviceReadback }) {
  const isHostConnected = useHostStore((state) => state.connection.status === 'connected');
  const now = useNow(TICK_MS);
  if (readback.state === 'disconnected' || readback.state === 'failed') {
    return readback.state_since > 0 ? (
      <span className="age">since {formatShortClock(readback.state_since)}</span>
    ) : null;
  }
  if (!readback.readback) return null;
  const stale = isStale(readback, isHostConnected, now);
  return (
    <span className={stale ? 'age age-stale' : 'age'}>
      {stale ? 'old: ' : ''}
      <Age since={readback.readback.timestamp} />
    </span>
  );
}
