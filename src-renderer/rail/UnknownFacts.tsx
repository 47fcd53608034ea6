import { useDevicesStore } from '../stores/devices-store.ts';
import { RING_CURRENT, SHUTTER } from './BeamFacts.tsx';

/** The facts while there is nobody to ask: an old "Open" of a shutter would be worse than none. */
export function UnknownFacts({ reason }: { reason: string }) {
  const hasRing = useDevicesStore(({ byName }) => byName.has(RING_CURRENT));
  const hasShutter = useDevicesStore(({ byName }) => byName.has(SHUTTER));
  const labels = [hasRing && 'Beam', hasShutter && 'Shutter', 'Queue', 'Devices'].filter((label) => label !== false);
  return labels.map((label) => (
    <div key={label} className="fact" title={reason}>
      <span className="label">{label}</span>
      <span className="value tone-off">unknown</span>
    </div>
  ));
}
