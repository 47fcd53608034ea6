import { useRef, useState } from 'react';
import type { Task } from '#shared/contract/tasks.ts';
import { QueueDialogFrame } from './QueueDialogFrame.tsx';
import { tasksInWords } from './queue-rows.ts';
import { useQueueWriter } from './queue-writer.ts';

/** Asks why items are to be held: who comes later sees the reason in their rows. */
export function HoldDialog({ tasks }: { tasks: readonly Task[] }) {
  const writer = useQueueWriter();
  const [reason, setReason] = useState('');
  const field = useRef<HTMLInputElement>(null);
  const words = tasksInWords(tasks);
  return (
    <QueueDialogFrame
      title={`Hold ${words}`}
      description="What is held keeps its place and is passed over until somebody releases it."
      verb={`Hold ${words}`}
      reason={reason.trim() ? undefined : 'Say why first'}
      first={field}
      onDo={() => writer.write('queue.hold', { task_ids: tasks.map(({ task_id }) => task_id), reason: reason.trim() })}
    >
      <label className="dialog-field">
        Why
        <span className="input">
          <input
            ref={field}
            type="text"
            autoComplete="off"
            placeholder="wait for the foil"
            value={reason}
            onChange={({ target }) => setReason(target.value)}
          />
        </span>
      </label>
    </QueueDialogFrame>
  );
}
