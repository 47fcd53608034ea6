import { useVirtualizer } from '@tanstack/react-virtual';
import { CornerUpLeft } from 'lucide-react';
import { useEffect, useRef } from 'react';
import { useClient } from '../client/use-client.ts';
import { Button } from '../components/Button.tsx';
import { DASH, formatNumber } from '../components/format-number.ts';
import { formatDuration, formatMoment } from '../components/format-time.ts';
import { useNow } from '../components/use-now.ts';
import { useRowHeight } from '../components/use-row-height.ts';
import { useRunStore } from '../stores/run-store.ts';
import { useHostNow } from '../stores/use-lost-since.ts';
import { useUnreachableReason } from '../stores/use-unreachable-reason.ts';
import { backToForm } from './back-to-form.ts';
import type { HistoryRow } from './history-rows.ts';
import { OutcomeTag } from './OutcomeTag.tsx';
import { openRun } from './open-run.ts';
import { RunMenu } from './RunMenu.tsx';
import type { History } from './use-history.ts';

interface HistoryTableProps {
  history: History;
  /** Uid of the run that the live panel shows. */
  shown: string | undefined;
}

const OVERSCAN = 8;
const COLUMNS = 8;

/**
 * What has run: click a plan to see its data, or go back to its form with what it ran with. Only the rows in view exist; older ones are
 * asked for when the end comes into view.
 */
export function HistoryTable({ history, shown }: HistoryTableProps) {
  const { rows, hasOlder, isLoading, loadOlder } = history;
  const scroll = useRef<HTMLElement>(null);
  const rowHeight = useRowHeight(scroll, '--cell');
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroll.current,
    estimateSize: () => rowHeight,
    overscan: OVERSCAN,
    getItemKey: (index) => rows[index]?.id ?? index,
  });
  const items = virtual.getVirtualItems();
  const last = items.at(-1)?.index ?? -1;
  useEffect(() => {
    if (hasOlder && !isLoading && last >= rows.length - 1) loadOlder();
  }, [hasOlder, isLoading, last, rows.length, loadOlder]);
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable with the keyboard
    <section className="scroll history-scroll" aria-label="Runs" tabIndex={0} ref={scroll}>
      <table className="table history" aria-rowcount={hasOlder ? -1 : rows.length + 1}>
        <Head />
        <tbody>
          <Spacer height={items[0]?.start ?? 0} />
          {items.map(({ index }) => {
            const row = rows[index];
            if (!row) return null;
            return <Row key={row.id} row={row} index={index} isShown={row.run !== null && row.run.uid === shown} />;
          })}
          <Spacer height={virtual.getTotalSize() - (items.at(-1)?.end ?? 0)} />
        </tbody>
      </table>
      {hasOlder && isLoading ? <p className="history-more">Asking for older ones…</p> : null}
    </section>
  );
}

function Head() {
  return (
    <thead>
      <tr aria-rowindex={1}>
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
        <th scope="col" className="left history-why">
          Why
        </th>
        <th scope="col">
          <span className="sr-only">Again</span>
        </th>
      </tr>
    </thead>
  );
}

/** Stands for the rows that are not in view. */
function Spacer({ height }: { height: number }) {
  if (height <= 0) return null;
  return (
    <tr className="spacer-row">
      <td colSpan={COLUMNS} style={{ height }} />
    </tr>
  );
}

function Row({ row, index, isShown }: { row: HistoryRow; index: number; isShown: boolean }) {
  const client = useClient();
  const { task, run } = row;
  const unreachable = useUnreachableReason();
  const taskId = task?.task_id ?? run?.task_id ?? null;
  return (
    <tr aria-rowindex={index + 2} className={isShown ? 'now' : undefined}>
      <td className="left">
        <RunName row={row} />
      </td>
      <td className="left long" title={row.purpose}>
        {row.purpose || DASH}
      </td>
      <td className="left">
        <OutcomeTag outcome={row.outcome} isOpen={row.endedAt === null} />
      </td>
      <Times row={row} />
      <td>{run ? formatNumber(row.points, 0) : DASH}</td>
      <td className="left long history-why" title={row.reason}>
        {row.reason || DASH}
      </td>
      <td className="history-acts">
        {taskId === null ? null : (
          <Button
            look="quiet"
            size="small"
            aria-label={`Back to the form of ${row.plan} with these parameters`}
            reason={task === null ? unreachable : undefined}
            onClick={() => void backToForm(client, task, taskId)}
          >
            <CornerUpLeft aria-hidden="true" />
            <span className="history-back">Back to the form</span>
          </Button>
        )}
        <RunMenu name={row.plan} run={run} task={task} taskId={taskId} />
      </td>
    </tr>
  );
}

/** When it began and how long it took. The time for which something waited in the queue is neither. */
function Times({ row: { startedAt, endedAt, task } }: { row: HistoryRow }) {
  const now = useNow(60_000);
  if (startedAt === null) {
    const asked = task ? `Asked for ${formatMoment(task.submitted_at, now)}` : 'Asked for';
    const title = endedAt === null ? asked : `${asked}, taken out ${formatMoment(endedAt, now)}`;
    return (
      <>
        <td className="unit" title={title}>
          never ran
        </td>
        <td title={title}>{DASH}</td>
      </>
    );
  }
  return (
    <>
      <td title={new Date(startedAt * 1000).toLocaleString('en-GB')}>{formatMoment(startedAt, now)}</td>
      <td>{endedAt === null ? <Elapsed since={startedAt} /> : formatDuration(endedAt - startedAt)}</td>
    </>
  );
}

/** The name of a run; a button where there are data to look at. */
function RunName({ row }: { row: HistoryRow }) {
  const client = useClient();
  const unreachable = useUnreachableReason();
  const current = useRunStore((state) => state.run?.uid);
  const { run } = row;
  const number = row.scanId === null ? null : <span className="unit"> {formatNumber(row.scanId, 0)}</span>;
  if (run === null) return <span>{row.plan}</span>;
  // The run that goes on, or went on last, is here as far as it came.
  const reason = run.uid === current ? undefined : unreachable;
  return (
    <button
      type="button"
      className="run-name"
      title={reason ?? 'Show its data in Live'}
      aria-disabled={reason === undefined ? undefined : true}
      onClick={() => reason === undefined && void openRun(client, run.uid)}
    >
      {row.plan}
      {number}
    </button>
  );
}

/** How long something has been running. */
function Elapsed({ since }: { since: number }) {
  return formatDuration(useHostNow(1000) - since);
}
