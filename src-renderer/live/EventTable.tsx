import { useVirtualizer } from '@tanstack/react-virtual';
import { useLayoutEffect, useMemo, useRef } from 'react';
import { useRowHeight } from '../components/use-row-height.ts';
import type { RunStream } from '../stores/run-stream.ts';
import type { RunField } from './run-field.ts';
import { type TableColumn, tableColumns } from './table-columns.ts';

interface EventTableProps {
  stream: RunStream;
  fields: readonly RunField[];
  /** The run is open: its newest row is where things happen. */
  isOpen: boolean;
}

const OVERSCAN = 8;

/**
 * Events of a stream, the newest on top. Only the rows in view exist, so their number does not matter. Who has scrolled down keeps
 * looking at the same rows while new ones come.
 */
export function EventTable({ stream, fields, isOpen }: EventTableProps) {
  const scroll = useRef<HTMLDivElement>(null);
  const rowHeight = useRowHeight(scroll, '--cell');
  const columns = useMemo(() => tableColumns(stream, fields), [stream, fields]);
  const count = stream.length;
  const rows = useVirtualizer({
    count,
    getScrollElement: () => scroll.current,
    estimateSize: () => rowHeight,
    overscan: OVERSCAN,
    // Rows are told by their place in the run, not on the screen.
    getItemKey: (index) => count - 1 - index,
  });
  useHeldPosition(scroll, count, rowHeight);

  const items = rows.getVirtualItems();
  const above = items[0]?.start ?? 0;
  const below = rows.getTotalSize() - (items.at(-1)?.end ?? 0);
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable with the keyboard
    <section className="event-table" ref={scroll} aria-label="Table of points" tabIndex={0}>
      <table
        className="table"
        aria-rowcount={count + 1}
        style={{ minWidth: `calc(${columns.length} * var(--field-m))` }}
      >
        <Head columns={columns} />
        <tbody>
          <Spacer height={above} columns={columns.length} />
          {items.map((item) => {
            const row = count - 1 - item.index;
            return (
              <tr
                key={item.key}
                aria-rowindex={item.index + 2}
                className={isOpen && item.index === 0 ? 'now' : undefined}
              >
                {columns.map((column) => (
                  <td key={column.key} className={column.isNumber ? undefined : 'left'}>
                    {column.text(row)}
                  </td>
                ))}
              </tr>
            );
          })}
          <Spacer height={below} columns={columns.length} />
        </tbody>
      </table>
    </section>
  );
}

/** Keeps the same rows in view when rows come on top, unless the top itself is in view. */
function useHeldPosition(scroll: React.RefObject<HTMLElement | null>, count: number, rowHeight: number): void {
  const before = useRef(count);
  useLayoutEffect(() => {
    const added = count - before.current;
    before.current = count;
    const element = scroll.current;
    if (element && added > 0 && element.scrollTop > rowHeight) element.scrollTop += added * rowHeight;
  }, [scroll, count, rowHeight]);
}

function Head({ columns }: { columns: readonly TableColumn[] }) {
  return (
    <thead>
      <tr aria-rowindex={1}>
        {columns.map((column) => (
          <th key={column.key} scope="col" className={column.isNumber ? undefined : 'left'}>
            {column.label} {column.units ? <span className="unit">{column.units}</span> : null}
          </th>
        ))}
      </tr>
    </thead>
  );
}

/** Stands for the rows that are not in view. */
function Spacer({ height, columns }: { height: number; columns: number }) {
  if (height <= 0) return null;
  return (
    <tr className="spacer-row">
      <td colSpan={columns} style={{ height }} />
    </tr>
  );
}
