import { useState } from 'react';
import { EmptyState } from '../components/EmptyState.tsx';
import { HostButton } from '../components/HostButton.tsx';
import { LastKnown } from '../components/LastKnown.tsx';
import { useUnreachableReason } from '../stores/use-unreachable-reason.ts';
import { FaultRow } from './FaultRow.tsx';
import { useSimSwitches } from './use-sim-switches.ts';

/** The simulated devices with their switches. What is picked is thrown at once. */
export function SimulatorPanel() {
  const { switches, error, throwFault, clearAll } = useSimSwitches();
  const unreachable = useUnreachableReason();
  const [afterText, setAfterText] = useState('0');
  const isNumber = /^\d{1,6}$/.test(afterText.trim());
  const after = isNumber ? Number(afterText) : 0;
  if (!switches && unreachable !== undefined) return <EmptyState title={`${unreachable}.`} />;
  if (!switches) return error ? <Complaint text={error} /> : <EmptyState title="Asking for the switches…" />;
  if (switches.length === 0) {
    return <EmptyState title="No device has switches">They stand on mock signals, or fail for real.</EmptyState>;
  }
  return (
    <>
      <div className="sim-tools">
        <label className={`input input-num sim-after${isNumber ? '' : ' input-bad'}`}>
          <span className="sr-only">Operations that go well before the next fault</span>
          <input
            inputMode="numeric"
            value={afterText}
            aria-invalid={!isNumber}
            onChange={({ target }) => setAfterText(target.value)}
          />
        </label>
        <span className="then">operations go well before the next fault that is picked</span>
        <span className="spacer" />
        <LastKnown />
        <HostButton onClick={() => void clearAll()}>All well</HostButton>
      </div>
      {error ? <Complaint text={error} /> : null}
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable with the keyboard */}
      <section className="scroll sim-list" aria-label="Simulated devices" tabIndex={0}>
        <table className="table">
          <thead>
            <tr>
              <th className="left">Device</th>
              <th className="left">Fault</th>
              <th className="left">When</th>
            </tr>
          </thead>
          <tbody>
            {switches.map((each) => (
              <FaultRow
                key={each.device}
                switches={each}
                onThrow={(kind) => void throwFault(each.device, kind, kind === 'none' ? 0 : after)}
              />
            ))}
          </tbody>
        </table>
      </section>
    </>
  );
}

function Complaint({ text }: { text: string }) {
  return (
    <p className="tone-fault" role="alert">
      {text}
    </p>
  );
}
