import type { Duration } from '#shared/contract/inspect.ts';
import { formatNumber } from '../components/format-number.ts';
import { spanWords } from './span-words.ts';

/** What the time goes into: a bar, and the same in numbers. */
export function DurationParts({ duration }: { duration: Duration }) {
  const parts = [
    { id: 'live', label: 'Exposing', seconds: duration.live_s },
    { id: 'moving', label: 'Moving', seconds: duration.moving_s },
    { id: 'waiting', label: 'Waiting', seconds: duration.waiting_s },
    { id: 'other', label: 'Engine', seconds: duration.other_s },
  ];
  const total = parts.reduce((sum, { seconds }) => sum + seconds, 0);
  return (
    <div className="duration">
      <div className="duration-bar" aria-hidden="true">
        {parts.map(({ id, seconds }) => (
          <i key={id} className={`duration-${id}`} style={{ flexGrow: total > 0 ? seconds / total : 0 }} />
        ))}
      </div>
      <dl className="duration-parts">
        {parts.map(({ id, label, seconds }) => (
          <div key={id}>
            <dt>
              <i className={`duration-${id}`} aria-hidden="true" />
              {label}
            </dt>
            <dd>
              {spanWords(seconds)}
              {total > 0 ? <span className="unit"> {Math.round((seconds / total) * 100)} %</span> : null}
            </dd>
          </div>
        ))}
      </dl>
      <Doubts duration={duration} />
    </div>
  );
}

/** How sure the numbers are. */
function Doubts({ duration: { band, learned, unknown, basis } }: { duration: Duration }) {
  const runs = learned && `${formatNumber(learned.runs, 0)} earlier ${learned.runs === 1 ? 'run' : 'runs'}`;
  return (
    <>
      {learned ? (
        <p>
          {runs} took {spanWords(learned.low_per_point_s)} to {spanWords(learned.high_per_point_s)} a point
          {band ? `: that makes ${spanWords(band.low_s)} to ${spanWords(band.high_s)}` : ', under other conditions'}.
        </p>
      ) : null}
      {unknown.length > 0 ? (
        <p>
          Nobody knows how long {unknown.join(', ')} would take
          {basis === 'runs' ? ': earlier runs say what to expect' : ': that time is missing'}.
        </p>
      ) : null}
    </>
  );
}
