import { isBusy } from '#shared/contract/is-busy.ts';
import { useClient } from '../client/use-client.ts';
import { HostButton } from '../components/HostButton.tsx';
import { setDevice } from '../devices/device-actions.ts';
import { useDevicesStore } from '../stores/devices-store.ts';
import { showDevice } from '../stores/focus-store.ts';
import { useWorkerStore } from '../stores/worker-store.ts';
import type { PeakStatistics } from './peak-statistics.ts';
import { quantity } from './plot-summary.ts';
import type { RunField } from './run-field.ts';

interface StatisticsBoxProps {
  peak: PeakStatistics;
  x: RunField;
  /** Where it hides less of the data. */
  side: 'left' | 'right';
}

/** Where the peak stands and how wide it is, and the way there. */
export function StatisticsBox({ peak, x, side }: StatisticsBoxProps) {
  return (
    <dl className={`statistics statistics-${side}`}>
      <Line label="Maximum" value={peak.maximumX} x={x} />
      <Line label="Centre of mass" value={peak.centreOfMass} x={x} />
      <dt>FWHM</dt>
      <dd>{peak.fwhm === null ? '—' : quantity(peak.fwhm, x)}</dd>
      <dd />
    </dl>
  );
}

function Line({ label, value, x }: { label: string; value: number | null; x: RunField }) {
  return (
    <>
      <dt>{label}</dt>
      <dd>{value === null ? '—' : quantity(value, x)}</dd>
      <dd>{value === null ? null : <GoThere label={label} value={value} x={x} />}</dd>
    </>
  );
}

/** Moves the motor of the axis to what is written, digit for digit; absent where the axis is no motor. */
function GoThere({ label, value, x }: { label: string; value: number; x: RunField }) {
  const client = useClient();
  const isPlanRunning = useWorkerStore((state) => isBusy(state.state));
  const device = useDevicesStore((state) =>
    [...state.byName.values()].find((model) => model.value?.field === x.key && model.protocols.includes('Movable')),
  );
  if (!device) return null;
  const target = x.precision === undefined ? value : Number(value.toFixed(x.precision));
  return (
    <HostButton
      look="quiet"
      size="small"
      className="go-there"
      aria-label={`Go there: move ${device.name} to the ${label.toLowerCase()}, ${quantity(value, x)}`}
      reason={isPlanRunning ? `A plan runs; ${device.name} can be moved when it has ended` : undefined}
      onClick={() => {
        void setDevice(client, device.name, target);
        showDevice(device.name);
      }}
    >
      Go there
    </HostButton>
  );
}
