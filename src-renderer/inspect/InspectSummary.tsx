import { OctagonAlert } from 'lucide-react';
import type { DeviceUse, InspectReport } from '#shared/contract/inspect.ts';
import { formatNumber } from '../components/format-number.ts';
import { Tag } from '../components/Tag.tsx';
import { AxesTable } from './AxesTable.tsx';
import { DurationParts } from './DurationParts.tsx';
import { durationWords, pauseWords, pointsWords, replayWords } from './look-words.ts';
import { TrajectoryPicture } from './TrajectoryPicture.tsx';

/** All that a look ahead has found. */
export function InspectSummary({ report }: { report: InspectReport }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable with the keyboard
    <section className="scroll inspect-summary" aria-label="Summary" tabIndex={0}>
      <Problems report={report} />
      <p className="inspect-lead">
        <b>{pointsWords(report)}</b> in {formatNumber(report.runs, 0)} {report.runs === 1 ? 'run' : 'runs'} ·{' '}
        <b>{durationWords(report)}</b> · {pauseWords(report)}; {replayWords(report)}
      </p>
      <DurationParts duration={report.duration} />
      {report.axes.length > 0 ? <AxesTable axes={report.axes} /> : null}
      {report.trajectory && report.trajectory.axes.length > 1 ? (
        <TrajectoryPicture trajectory={report.trajectory} axes={report.axes} />
      ) : null}
      <DevicesTable devices={report.devices} />
    </section>
  );
}

function Problems({ report }: { report: InspectReport }) {
  const sentences = [
    ...report.violations.map(({ message }) => message),
    ...(report.error ? [`It would fail: ${report.error.message}`] : []),
  ];
  const notes = [
    ...(report.cut === null
      ? []
      : [`It is not followed to its end: ${report.cut}. All numbers are of the part before.`]),
    ...(report.is_estimate ? ['It looks at what it measures: with other data it may take longer or shorter.'] : []),
    ...(report.violations_allowed && report.violations.length > 0 ? ['Its author lets it run beyond limits.'] : []),
  ];
  return (
    <>
      {sentences.map((sentence) => (
        <p key={sentence} className="look-problem">
          <OctagonAlert aria-hidden="true" />
          <span>{sentence}</span>
        </p>
      ))}
      {notes.map((note) => (
        <p key={note}>{note}</p>
      ))}
    </>
  );
}

function DevicesTable({ devices }: { devices: readonly DeviceUse[] }) {
  return (
    <table className="table">
      <caption className="sr-only">What is done with each device</caption>
      <thead>
        <tr>
          <th scope="col" className="left">
            Device
          </th>
          <th scope="col">Moved</th>
          <th scope="col">Triggered</th>
          <th scope="col">Read</th>
          <th scope="col">Exposure</th>
          <th scope="col" className="left">
            Now
          </th>
        </tr>
      </thead>
      <tbody>
        {devices.map((use) => (
          <tr key={use.device}>
            <td className="left">{use.device}</td>
            <td>{times(use.moves)}</td>
            <td>{times(use.triggers)}</td>
            <td>{times(use.reads)}</td>
            <td>{use.exposure_s === undefined ? '' : `${formatNumber(use.exposure_s)} s`}</td>
            <td className="left long">
              <Presence use={use} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** Whether the device is there; it is connected when the plan starts. */
function Presence({ use: { state, error } }: { use: DeviceUse }) {
  if (state === undefined) return null;
  if (state === 'connected' || state === 'mock') return <>{state}</>;
  if (state === 'declared' || state === 'connecting') return <>not connected yet</>;
  return (
    <>
      <Tag tone="fault">{state}</Tag> {error}
    </>
  );
}

function times(count: number): string {
  return count === 0 ? '' : formatNumber(count, 0);
}
