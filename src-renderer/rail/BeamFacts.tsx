import { Num } from '../components/Num.tsx';
import { useDevicesStore } from '../stores/devices-store.ts';
import { useReadback } from '../stores/use-readback.ts';

/** Names under which a beamline declares what the rail shows. */
export const RING_CURRENT = 'ring_current';
export const SHUTTER = 'shutter';

/** Beam current and shutter, where the beamline has them. */
export function BeamFacts() {
  const hasRing = useDevicesStore(({ byName }) => byName.has(RING_CURRENT));
  const hasShutter = useDevicesStore(({ byName }) => byName.has(SHUTTER));
  return (
    <>
      {hasRing ? <RingFact /> : null}
      {hasShutter ? <ShutterFact /> : null}
    </>
  );
}

function RingFact() {
  const value = useReadback(RING_CURRENT)?.readback?.value;
  const meta = useDevicesStore(({ byName }) => byName.get(RING_CURRENT)?.value);
  return (
    <div className="fact">
      <span className="label">Beam</span>
      <span className="value">
        <Num value={typeof value === 'number' ? value : null} precision={meta?.precision ?? 1} units={meta?.units} />
      </span>
    </div>
  );
}

function ShutterFact() {
  const value = useReadback(SHUTTER)?.readback?.value;
  const word = typeof value === 'string' && value !== '' ? `${value.charAt(0).toUpperCase()}${value.slice(1)}` : '—';
  return (
    <div className="fact">
      <span className="label">Shutter</span>
      <span className="value">{word}</span>
    </div>
  );
}
