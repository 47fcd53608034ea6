import { formatNumber } from '../components/format-number.ts';
import { formatClock } from '../components/format-time.ts';
import { valueText } from '../devices/device-words.ts';
import { useDevicesStore } from '../stores/devices-store.ts';
import { useTasksStore, waitingCount } from '../stores/tasks-store.ts';
import { useLostSince } from '../stores/use-lost-since.ts';
import { RING_CURRENT, SHUTTER } from './BeamFacts.tsx';

/**
 * The facts while there is nobody to ask: an old "Open" of a shutter would be worse than none. What was known last, and at what time, is in
 * their titles.
 */
export function UnknownFacts({ reason }: { reason: string }) {
  const lost = useLostSince();
  const hasRing = useDevicesStore(({ byName }) => byName.has(RING_CURRENT));
  const hasShutter = useDevicesStore(({ byName }) => byName.has(SHUTTER));
  const ring = useLastValue(RING_CURRENT);
  const shutter = useLastValue(SHUTTER);
  const waiting = useTasksStore(({ tasks }) => waitingCount(tasks));
  const facts = [
    ...(hasRing ? [{ label: 'Beam', last: ring }] : []),
    ...(hasShutter ? [{ label: 'Shutter', last: shutter }] : []),
    { label: 'Queue', last: `${formatNumber(waiting)} waiting` },
    { label: 'Devices', last: undefined },
  ];
  return facts.map(({ label, last }) => (
    <div
      key={label}
      className="fact"
      title={
        last === undefined || lost === undefined ? reason : `${reason}. Last known at ${formatClock(lost)}: ${last}`
      }
    >
      <span className="label">{label}</span>
      <span className="value tone-off">unknown</span>
    </div>
  ));
}

/** What a device said last, in words. */
function useLastValue(name: string): string | undefined {
  const value = useDevicesStore(({ readbacks }) => readbacks[name]?.readback?.value);
  const metadata = useDevicesStore(({ byName }) => byName.get(name)?.value);
  if (value === undefined) return undefined;
  return `${valueText(value, metadata)}${metadata?.units ? ` ${metadata.units}` : ''}`;
}
