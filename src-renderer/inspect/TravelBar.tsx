import type { AxisTravel } from '#shared/contract/inspect.ts';
import { placeBetween } from '../devices/jog.ts';
import { useDevicesStore } from '../stores/devices-store.ts';
import { useLostSince } from '../stores/use-lost-since.ts';
import { rangeWords, travelWords } from './look-words.ts';

/** How far an axis goes between its limits, and where it is now (tick); in the colour of a fault where it would go beyond. */
export function TravelBar({ axis }: { axis: AxisTravel }) {
  const now = usePositionNow(axis);
  const { limits, minimum, maximum, violations } = axis;
  const from = placeBetween(limits, minimum);
  const to = placeBetween(limits, maximum);
  const here = placeBetween(limits, now);
  return (
    <div className="travel">
      <span className="travel-name">{axis.device}</span>
      <span
        className={violations > 0 ? 'travel-track travel-beyond' : 'travel-track'}
        role="img"
        aria-label={travelWords(axis, now)}
        title={travelWords(axis, now)}
      >
        {from === null || to === null ? null : <i style={{ left: `${from * 100}%`, right: `${(1 - to) * 100}%` }} />}
        {here === null ? null : <u style={{ left: `${here * 100}%` }} />}
      </span>
      <span className="travel-range">{rangeWords(axis)}</span>
    </div>
  );
}

/** Where it is, as last seen: to look ahead is no reason to connect it. `null` where nobody knows. */
function usePositionNow({ device, start }: AxisTravel): number | null {
  const isLost = useLostSince() !== undefined;
  const value = useDevicesStore((state) => state.readbacks[device]?.readback?.value);
  if (isLost) return null;
  return typeof value === 'number' ? value : start;
}
