import '../components/menu.css';
import { Menu } from '@base-ui/react/menu';
import type { ReactNode } from 'react';
import type { QueueActions } from './use-queue-actions.ts';

/** One line of a menu. One that cannot act now says why. */
export function QueueItem({
  reason,
  keys,
  children,
  onClick,
}: {
  reason: string | undefined;
  /** The keys that do the same while a row has the focus. */
  keys?: string;
  children: ReactNode;
  onClick(): void;
}) {
  return (
    <Menu.Item className="menu-item" disabled={reason !== undefined} title={reason} onClick={onClick}>
      {children}
      {keys ? <kbd>{keys}</kbd> : null}
    </Menu.Item>
  );
}

/** What can be done to the chosen items: the menu of a row, and the head of the menu of the queue. */
export function QueueItems({ actions }: { actions: QueueActions }) {
  const { rules, chosen } = actions;
  const held = rules.release === undefined;
  return (
    <>
      {rules.runAgain === undefined ? (
        <>
          <QueueItem reason={undefined} onClick={() => actions.runAgain(chosen.filter(hasEndedAt))}>
            Run again
          </QueueItem>
          <Menu.Separator className="menu-line" />
        </>
      ) : null}
      <QueueItem reason={rules.edit} keys="Enter" onClick={actions.edit}>
        Edit
      </QueueItem>
      <QueueItem reason={rules.duplicate} onClick={actions.duplicate}>
        Duplicate
      </QueueItem>
      <QueueItem reason={rules.runNow} onClick={actions.runNow}>
        Run now…
      </QueueItem>
      {held ? (
        <QueueItem reason={rules.release} onClick={actions.release}>
          Release
        </QueueItem>
      ) : (
        <QueueItem reason={rules.hold} onClick={actions.hold}>
          Hold…
        </QueueItem>
      )}
      <Menu.Separator className="menu-line" />
      <QueueItem reason={rules.up} keys="Alt ↑" onClick={() => actions.move('up')}>
        Move up
      </QueueItem>
      <QueueItem reason={rules.down} keys="Alt ↓" onClick={() => actions.move('down')}>
        Move down
      </QueueItem>
      <QueueItem reason={rules.up} keys="Alt Home" onClick={() => actions.move('front')}>
        Move to the front
      </QueueItem>
      <QueueItem reason={rules.down} keys="Alt End" onClick={() => actions.move('back')}>
        Move to the back
      </QueueItem>
      <Menu.Separator className="menu-line" />
      <QueueItem reason={rules.remove} keys="Del" onClick={actions.remove}>
        {chosen.length > 1 ? `Remove ${chosen.length} items…` : 'Remove'}
      </QueueItem>
    </>
  );
}

function hasEndedAt({ ended_at }: { ended_at: number | null }): boolean {
  return ended_at !== null;
}
