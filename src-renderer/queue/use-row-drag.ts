import { type DragEvent, useState } from 'react';
import { selectOnly, useQueueSelection } from './queue-selection.ts';
import type { QueueActions } from './use-queue-actions.ts';

/** Where a dragged block would fall. */
interface DropPlace {
  id: string;
  edge: 'before' | 'after';
}

/** Rows that are dragged to another place. */
export interface RowDrag {
  /** Where the block would fall now. */
  over: DropPlace | null;
  /** What makes a row that waits draggable, and a place to drop at. */
  propsOf(id: string): {
    draggable: true;
    onDragStart(event: DragEvent): void;
    onDragOver(event: DragEvent): void;
    onDragEnd(): void;
    onDrop(event: DragEvent): void;
  };
}

/** Dragging the chosen rows: who drags another row than those chooses it first. */
export function useRowDrag({ moveBeside }: QueueActions): RowDrag {
  const [isDragging, setIsDragging] = useState(false);
  const [over, setOver] = useState<DropPlace | null>(null);
  const end = (): void => {
    setIsDragging(false);
    setOver(null);
  };
  return {
    over,
    propsOf: (id) => ({
      draggable: true,
      onDragStart(event) {
        if (!useQueueSelection.getState().ids.has(id)) selectOnly(id);
        event.dataTransfer.effectAllowed = 'move';
        // Without data some browsers do not drag.
        event.dataTransfer.setData('text/plain', id);
        setIsDragging(true);
      },
      onDragOver(event) {
        if (!isDragging) return;
        event.preventDefault();
        const { top, height } = event.currentTarget.getBoundingClientRect();
        const edge = event.clientY < top + height / 2 ? 'before' : 'after';
        setOver((before) => (before?.id === id && before.edge === edge ? before : { id, edge }));
      },
      onDragEnd: end,
      onDrop(event) {
        if (!isDragging) return;
        event.preventDefault();
        end();
        // Beside itself: it stays where it is.
        if (!over || useQueueSelection.getState().ids.has(over.id)) return;
        moveBeside(over.edge === 'before' ? { before: over.id } : { after: over.id });
      },
    }),
  };
}
