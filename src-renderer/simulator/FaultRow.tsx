import type { SimSwitches } from '#shared/contract/devices.ts';
import { Pick } from '../components/Pick.tsx';
import { useReadOnlyReason } from '../stores/use-read-only-reason.ts';
import { useReadback } from '../stores/use-readback.ts';

interface FaultRowProps {
  switches: SimSwitches;
  onThrow(kind: string): void;
}

/** One simulated device: what is wrong with it now, whoever threw it, and what else may be. */
export function FaultRow({ switches, onThrow }: FaultRowProps) {
  const { device, kind, description, faults, signal, after_signal } = switches;
  const fault = useReadback(signal)?.readback?.value ?? switches.fault;
  // A device whose faults cannot wait has no such signal; its fault stands in, and is no number.
  const left = useReadback(after_signal ?? signal)?.readback?.value;
  const after = typeof left === 'number' ? left : switches.after;
  const readOnly = useReadOnlyReason();
  const isWell = fault === 'none';
  return (
    <tr className={isWell ? undefined : 'sim-thrown'}>
      <th scope="row" className="left" title={description}>
        {device}
        <span className="unit">{kind}</span>
      </th>
      <td className="left">
        <Pick
          name={`Fault of ${device}`}
          options={faults.map((id) => ({ id, label: id === 'none' ? 'well' : id.replaceAll('_', ' ') }))}
          selected={String(fault)}
          reason={readOnly}
          onPick={onThrow}
        />
      </td>
      <td className="left">{isWell ? '' : wait(after)}</td>
    </tr>
  );
}

function wait(after: number | null): string {
  return after ? `after ${after} more` : 'now';
}
