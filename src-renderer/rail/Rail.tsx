import { useEffect } from 'react';
import type { HostInfo } from '#shared/contract/host.ts';
import { StateDot } from '../components/StateDot.tsx';
import { SimulatorDialog } from '../simulator/SimulatorDialog.tsx';
import { useHostStore } from '../stores/host-store.ts';
import { useUnreachableReason } from '../stores/use-unreachable-reason.ts';
import { BeamFacts } from './BeamFacts.tsx';
import { DevicesFact } from './DevicesFact.tsx';
import { QueueFact } from './QueueFact.tsx';
import { UnknownFacts } from './UnknownFacts.tsx';
import { useHeadline } from './use-headline.ts';
import { Verbs } from './Verbs.tsx';
import './rail.css';

/** One line of facts in the same order everywhere, with the verbs at its right edge. */
export function Rail() {
  const info = useHostStore((state) => state.info);
  const isReached = useHostStore(
    ({ connection }) => connection.status === 'connected' || connection.status === 'connecting',
  );
  const reason = useUnreachableReason();
  // Before the first connection nothing is known anyway, and nothing is wrong.
  const unreachable = isReached ? undefined : reason;
  return (
    <header className="rail">
      <div className="fact">
        <span className="label">Hutch</span>
        <span className="value">
          {info && isSaidByTag(info) ? null : (info?.beamline ?? '…')}{' '}
          {info?.simulated ? <SimulatorDialog label={isSaidByTag(info) ? info.beamline : 'simulated'} /> : null}
        </span>
      </div>
      <StateFact />
      {unreachable === undefined ? (
        <>
          <BeamFacts />
          <QueueFact />
          <DevicesFact />
        </>
      ) : (
        <UnknownFacts reason={unreachable} />
      )}
      <Verbs />
    </header>
  );
}

/** The name of the beamline that ships says itself that it is simulated. */
function isSaidByTag({ beamline, simulated }: HostInfo): boolean {
  return simulated && /^simulated\b/i.test(beamline);
}

function StateFact() {
  const { tone, word, sentence, fraction } = useHeadline();
  const beamline = useHostStore((state) => state.info?.beamline);
  const title = `${word.charAt(0)}${word.slice(1).toLowerCase()} · ${sentence}`;
  useEffect(() => {
    document.title = `${title} · Hutch ${beamline ?? ''}`.trim();
  }, [title, beamline]);
  return (
    <div className="fact state">
      {/* The word alone is announced: the points of a scan would never let a screen reader finish. */}
      <span className="sr-only" role="status">
        {word}
      </span>
      <span className={`value state-line tone-${tone}`}>
        <StateDot tone={tone} />
        <b>{word}</b>
        <span className="state-sentence" title={sentence}>
          {sentence}
        </span>
      </span>
      <div className="bar" aria-hidden="true">
        <i className={`bar-${tone}`} style={{ width: `${(fraction ?? 0) * 100}%` }} />
      </div>
    </div>
  );
}
