import './history.css';
import { CornerUpLeft } from 'lucide-react';
import { useClient } from '../client/use-client.ts';
import { Button } from '../components/Button.tsx';
import { DASH, formatNumber } from '../components/format-number.ts';
import { formatClock, formatDuration } from '../components/format-time.ts';
import { Tag } from '../components/Tag.tsx';
import { useNow } from '../components/use-now.ts';
import { copyToForm } from '../stores/drafts-store.ts';
import type { HistoryRow } from './history-rows.ts';
import { openRun } from './open-run.ts';

interface HistoryTableProps {
  rows: readonly HistoryRow[];
  /** Uid of the run that the live panel shows. */
  shown: string | undefined;
}

/** What has run: click a plan to see its data, or go back to its form with what it ran with. */
export function HistoryTable({ rows, shown }: HistoryTableProps) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable with the keyboard
    <section className="scroll" aria-label="Runs" tabIndex={0}>
      <table className="table history">
        <thead>
          <tr>
            <th scope="col" className="left">
              Plan
            </th>
            <th scope="col" className="left">
              What for
            </th>
            <th scope="col" className="left">
              Outcome
            </th>
            <th scope="col">Started</th>
            <th scope="col">Took</th>
            <th scope="col">Points</th>
            <th scope="col" className="left">
              Why
            </th>
            <th scope="col">
              <span className="sr-only">Again</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <Row key={row.id} row={row} isShown={row.runUid !== null && row.runUid === shown} />
          ))}
        </tbody>
      </table>
    </section>
  );
}

function Row({ row, isShown }: { row: HistoryRow; isShown: boolean }) {
  const { task } = row;
  return (
    <tr className={isShown ? 'now' : undefined}>
      <td className="left">
        <RunName row={row} />
      </td>
      <td className="left long">{row.purpose || DASH}</td>
      <td className="left">
        <Tag tone={row.outcome.tone}>{row.outcome.word}</Tag>
      </td>
      <td>{formatClock(row.startedAt)}</td>
      <td>{row.endedAt === null ? <Elapsed since={row.startedAt} /> : formatDuration(row.endedAt - row.startedAt)}</td>
      <td>{formatNumber(row.points, 0)}</td>
      <td className="left long" title={row.reason}>
        {row.reason || DASH}
      </td>
      <td>
        {task ? (
          <Button
            look="quiet"
            size="small"
            aria-label={`Back to the form of ${row.plan} with these parameters`}
            onClick={() => copyToForm(task.name, task.params, task.purpose)}
          >
            <CornerUpLeft aria-hidden="true" />
            Back to the form
          </Button>
        ) : null}
      </td>
    </tr>
  );
}

/** The name of a run; a button where there are data to look at. */
function RunName({ row }: { row: HistoryRow }) {
  const client = useClient();
  const { runUid } = row;
  const number = row.scanId === null ? null : <span className="unit"> {formatNumber(row.scanId, 0)}</span>;
  if (runUid === null) return <span>{row.plan}</span>;
  return (
    <button
      type="button"
      className="run-name"
      title="Show its data in Live"
      onClick={() => void openRun(client, runUid)}
    >
      {row.plan}
      {number}
    </button>
  );
}

/** How long something has been running. */
function Elapsed({ since }: { since: number }) {
  return formatDuration(useNow(1000) - since);
}
