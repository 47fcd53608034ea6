import { ArrowDown, ArrowUp, Copy, Hourglass, Pencil, Play, Trash2 } from 'lucide-react';
import { Button } from '../components/Button.tsx';
import { QueueMenu } from './QueueMenu.tsx';
import { useQueueActions } from './use-queue-actions.ts';

/** What is done to the chosen items most often; the rest is in the menu behind it. */
export function QueueToolbar() {
  const actions = useQueueActions();
  const { rules } = actions;
  const isHeld = rules.release === undefined;
  return (
    <fieldset className="queue-tools" aria-label="Chosen items">
      <Button
        look="quiet"
        size="icon"
        aria-label="Move up"
        reason={rules.up}
        title={rules.up ?? 'Move up (Alt ↑)'}
        onClick={() => actions.move('up')}
      >
        <ArrowUp aria-hidden="true" />
      </Button>
      <Button
        look="quiet"
        size="icon"
        aria-label="Move down"
        reason={rules.down}
        title={rules.down ?? 'Move down (Alt ↓)'}
        onClick={() => actions.move('down')}
      >
        <ArrowDown aria-hidden="true" />
      </Button>
      <Button look="quiet" size="small" reason={rules.edit} title={rules.edit ?? 'Edit (Enter)'} onClick={actions.edit}>
        <Pencil aria-hidden="true" />
        <span className="btn-word">Edit</span>
      </Button>
      <Button
        look="quiet"
        size="small"
        reason={rules.duplicate}
        title={rules.duplicate ?? 'Duplicate'}
        onClick={actions.duplicate}
      >
        <Copy aria-hidden="true" />
        <span className="btn-word">Duplicate</span>
      </Button>
      {isHeld ? (
        <Button look="quiet" size="small" title="Release" onClick={actions.release}>
          <Play aria-hidden="true" />
          <span className="btn-word">Release</span>
        </Button>
      ) : (
        <Button look="quiet" size="small" reason={rules.hold} title={rules.hold ?? 'Hold'} onClick={actions.hold}>
          <Hourglass aria-hidden="true" />
          <span className="btn-word">Hold…</span>
        </Button>
      )}
      <Button
        look="quiet"
        size="small"
        reason={rules.remove}
        title={rules.remove ?? 'Remove (Del)'}
        onClick={actions.remove}
      >
        <Trash2 aria-hidden="true" />
        <span className="btn-word">Remove</span>
      </Button>
      <QueueMenu actions={actions} />
    </fieldset>
  );
}
