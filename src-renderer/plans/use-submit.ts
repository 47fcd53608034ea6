import { useCallback, useRef, useState } from 'react';
import type { TaskRequest } from '#shared/contract/tasks.ts';
import { HutchError } from '#shared/errors.ts';
import { useClient } from '../client/use-client.ts';
import { useQueueWriter } from '../queue/queue-writer.ts';
import { endEdit, type Form, type ItemEdit, rebaseEdit } from '../stores/drafts-store.ts';
import { findTask, useTasksStore } from '../stores/tasks-store.ts';
import { isUnchanged } from './item-edit.ts';

/** What became of the last request. */
export type SubmitOutcome =
  /** `words`: what was done, for a moment. */
  | { kind: 'accepted'; words: string }
  /** `of`: the parameters that were refused. `original`: of the item that was being changed; the refusal ends with that change. */
  | { kind: 'refused'; error: unknown; of: TaskRequest['params']; original: Form | undefined };

export interface Submit {
  /** Sends the request to the back of the queue, or, with `isFirst`, before all that wait. `edit`: the change that it takes the place of. */
  submit(request: TaskRequest, how?: { isFirst?: boolean; edit?: ItemEdit | null }): void;
  /** Changes an item of the queue where it stands. */
  change(edit: ItemEdit, form: Form): void;
  outcome: SubmitOutcome | null;
}

/** Sends what a form says, one at a time, and remembers what became of it. */
export function useSubmit(): Submit {
  const client = useClient();
  const writer = useQueueWriter();
  const [outcome, setOutcome] = useState<SubmitOutcome | null>(null);
  const isSending = useRef(false);
  const send = useCallback(
    (of: TaskRequest['params'], words: string, edit: ItemEdit | null, sending: () => Promise<unknown>) => {
      // A second press while the first is on its way must not queue the plan twice.
      if (isSending.current) return;
      isSending.current = true;
      sending()
        .then(
          () => setOutcome({ kind: 'accepted', words }),
          (error: unknown) =>
            setOutcome({ kind: 'refused', error, of, original: edit ? afterRefusal(edit, error) : undefined }),
        )
        .finally(() => {
          isSending.current = false;
        });
    },
    [],
  );
  const submit = useCallback(
    (request: TaskRequest, { isFirst = false, edit = null }: { isFirst?: boolean; edit?: ItemEdit | null } = {}) =>
      send(request.params, `${request.name} was accepted`, edit, async () => {
        await (isFirst
          ? writer.write('queue.add', { items: [request], at: 'front' })
          : client.request('tasks.submit', request));
        if (edit) endEdit();
      }),
    [client, writer, send],
  );
  const change = useCallback(
    (edit: ItemEdit, { params, purpose, columns }: Form) =>
      send(params, `${edit.plan} was changed in the queue`, edit, async () => {
        const { tasks, queue } = useTasksStore.getState();
        const request = { params, purpose: purpose.trim() || null, columns };
        // What others did to other items is no reason to refuse; if they changed this one, the host says so.
        const from = isUnchanged(edit, tasks) ? queue.revision : edit.revision;
        await writer.write('queue.edit', { task_id: edit.task_id, request }, from);
        endEdit();
      }),
    [writer, send],
  );
  return { submit, change, outcome };
}

/** Who was told that somebody has changed the item meanwhile may change it all the same. @returns what the item asks for now */
function afterRefusal(edit: ItemEdit, thrown: unknown): Form {
  const { tasks, queue } = useTasksStore.getState();
  const task = findTask(tasks, edit.task_id);
  if (!task || HutchError.from(thrown).code !== 'conflict') return edit.original;
  return rebaseEdit(task, queue.revision);
}
