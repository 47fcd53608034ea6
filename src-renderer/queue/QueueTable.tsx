import { ContextMenu } from '@base-ui/react/context-menu';
import { useVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useEffectEvent, useRef } from 'react';
import type { QueueColumn } from '#shared/contract/host.ts';
import { EmptyState } from '../components/EmptyState.tsx';
import { useHostStore } from '../stores/host-store.ts';
import { isHeldEnd } from '../stores/tasks-store.ts';
import { QueueItems } from './QueueItems.tsx';
import { QueueRow } from './QueueRow.tsx';
import { queueKeys } from './queue-keys.ts';
import { useQueueSelection } from './queue-selection.ts';
import { rowOf, useGridFocus } from './use-grid-focus.ts';
import { useQueueActions } from './use-queue-actions.ts';
import { useRowDrag } from './use-row-drag.ts';

/** Up to here every row is there, and the columns are as wide as their widest cell; beyond, only the rows in view are. */
const MOST_DRAWN = 100;
const ASSUMED_ROW_HEIGHT = 24;
const OVERSCAN = 12;
const NO_COLUMNS: readonly QueueColumn[] = [];

/** What asks for a decision, what runs and what waits, in order. Rows are chosen by click or keyboard, dragged, edited by a double click. */
export function QueueTable() {
  const actions = useQueueActions();
  const { rows, rules } = actions;
  const columns = useHostStore(({ info }) => info?.columns ?? NO_COLUMNS);
  const ids = useQueueSelection((selection) => selection.ids);
  const active = useQueueSelection((selection) => selection.active);
  const scroll = useRef<HTMLDivElement>(null);
  const isLong = rows.length > MOST_DRAWN;
  const virtual = useVirtualizer({
    count: rows.length,
    enabled: isLong,
    getScrollElement: () => scroll.current,
    estimateSize: () => ASSUMED_ROW_HEIGHT,
    overscan: OVERSCAN,
  });
  const toRow = (index: number): void => {
    if (isLong) virtual.scrollToIndex(index);
  };
  const onKeyDown = queueKeys(actions, toRow);
  const drag = useRowDrag(actions);
  const runs = rows.findIndex(({ state }) => state === 'running' || state === 'paused');
  useShown(scroll, rows[runs]?.task_id, () => toRow(runs));
  const items = isLong ? virtual.getVirtualItems() : [];
  const first = isLong ? (items[0]?.index ?? 0) : 0;
  const drawn = isLong ? rows.slice(first, (items.at(-1)?.index ?? -1) + 1) : rows;
  const onFocus = useGridFocus(scroll, { rows, active, drawn: `${first} ${drawn.length}`, toRow });
  if (rows.length === 0) {
    return (
      <EmptyState title="Nothing waits">Fill in a plan and run it; what is added meanwhile waits here.</EmptyState>
    );
  }
  // The Tab key comes to the row where the keyboard was last, else to the first that is drawn.
  const stop = drawn.find(({ task_id }) => task_id === active) ?? drawn[0];
  return (
    <ContextMenu.Root>
      <ContextMenu.Trigger className="scroll" ref={scroll} tabIndex={-1} onKeyDown={onKeyDown} onFocus={onFocus}>
        <table
          // biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: its rows are chosen, which makes it a grid
          role="grid"
          className={rows.some(isHeldEnd) ? 'table queue queue-has-ends' : 'table queue'}
          aria-label="Queue"
          aria-multiselectable="true"
          aria-rowcount={rows.length + 1}
        >
          <Head columns={columns} />
          <tbody>
            <Spacer height={items[0]?.start ?? 0} />
            {drawn.map((task, index) => (
              <QueueRow
                key={task.task_id}
                task={task}
                index={first + index}
                columns={columns}
                isChosen={ids.has(task.task_id)}
                isStop={task === stop}
                actions={actions}
                drag={rules.write === undefined ? drag : undefined}
              />
            ))}
            <Spacer height={isLong ? virtual.getTotalSize() - (items.at(-1)?.end ?? 0) : 0} />
          </tbody>
        </table>
      </ContextMenu.Trigger>
      <ContextMenu.Portal>
        <ContextMenu.Positioner className="popup-place">
          <ContextMenu.Popup className="menu" aria-label="Chosen items">
            <QueueItems actions={actions} />
          </ContextMenu.Popup>
        </ContextMenu.Positioner>
      </ContextMenu.Portal>
    </ContextMenu.Root>
  );
}

/** Brings a row into view when it is another one than before: what has ended above it must not hide what runs. */
function useShown(scroll: React.RefObject<HTMLElement | null>, id: string | undefined, toRow: () => void): void {
  const bringIntoView = useEffectEvent(toRow);
  useEffect(() => {
    if (id === undefined) return;
    bringIntoView();
    rowOf(scroll.current, id)?.scrollIntoView?.({ block: 'nearest' });
  }, [scroll, id]);
}

function Head({ columns }: { columns: readonly QueueColumn[] }) {
  return (
    <thead>
      <tr aria-rowindex={1}>
        <th scope="col" className="queue-grip">
          <span className="sr-only">Order</span>
        </th>
        <th scope="col" className="left">
          Plan
        </th>
        <th scope="col" className="left">
          What for
        </th>
        {columns.map(({ name, title, description }) => (
          <th key={name} scope="col" className="left" title={description}>
            {title ?? name}
          </th>
        ))}
        <th scope="col" className="left">
          Parameters
        </th>
        <th scope="col">Takes</th>
        <th scope="col">Starts</th>
        <th scope="col">Ends</th>
        <th scope="col" className="left queue-state">
          State
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
      <td style={{ height }} />
    </tr>
  );
}
