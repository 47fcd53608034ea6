import { ArrowDown, ArrowUp } from 'lucide-react';
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
      <Button look="quiet" size="small" reason={rules.edit} onClick={actions.edit}>
        Edit
      </Button>
      <Button look="quiet" size="small" reason={rules.duplicate} onClick={actions.duplicate}>
        Duplicate
      </Button>
      {isHeld ? (
        <Button look="quiet" size="small" onClick={actions.release}>
          Release
        </Button>
      ) : (
        <Button look="quiet" size="small" reason={rules.hold} onClick={actions.hold}>
          Hold…
        </Button>
      )}
      <Button look="quiet" size="small" reason={rules.remove} onClick={actions.remove}>
        Remove
      </Button>
      <QueueMenu actions={actions} />
    </fieldset>
  );
}
