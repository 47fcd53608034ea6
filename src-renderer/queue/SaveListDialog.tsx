import { useRef, useState } from 'react';
import type { Task } from '#shared/contract/tasks.ts';
import { useClient } from '../client/use-client.ts';
import { formatClock } from '../components/format-time.ts';
import { QueueDialogFrame } from './QueueDialogFrame.tsx';
import { useLists } from './use-lists.ts';

/** Gives items a name under which they can be put into the queue again. */
export function SaveListDialog({ tasks, isAll }: { tasks: readonly Task[]; isAll: boolean }) {
  const client = useClient();
  const { lists } = useLists();
  const [text, setText] = useState('');
  const field = useRef<HTMLInputElement>(null);
  const name = text.trim();
  const taken = lists?.find((list) => list.name === name);
  const count = tasks.length === 1 ? '1 item' : `${tasks.length} items`;
  return (
    <QueueDialogFrame
      title="Save as a list"
      description={`${isAll ? `Everything that waits, ${count}` : count}: saved under a name, and left in the queue.`}
      verb={taken ? `Replace “${name}”` : 'Save'}
      reason={name ? undefined : 'Give the list a name first'}
      first={field}
      onDo={() =>
        client.request('lists.save', {
          name,
          task_ids: tasks.map(({ task_id }) => task_id),
          ...(taken && { replace: true }),
        })
      }
    >
      <label className="dialog-field">
        Name
        <span className="input">
          <input
            ref={field}
            type="text"
            autoComplete="off"
            maxLength={100}
            placeholder="alignment"
            value={text}
            onChange={({ target }) => setText(target.value)}
          />
        </span>
      </label>
      {taken ? (
        <p className="tone-wait" role="status">
          There is a list of this name: {taken.items.length} items, saved by {taken.saved_by} at{' '}
          {formatClock(taken.saved_at)}. It would be replaced.
        </p>
      ) : null}
    </QueueDialogFrame>
  );
}
