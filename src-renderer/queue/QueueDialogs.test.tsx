import { act, cleanup, fireEvent, render, screen, within } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { SavedList } from '#shared/contract/tasks.ts';
import { HutchError } from '#shared/errors.ts';
import { ClientContext } from '../client/use-client.ts';
import { type Asked, fakeClient } from '../devices/testing/fake-client.ts';
import { useHostStore } from '../stores/host-store.ts';
import { usePlansStore } from '../stores/plans-store.ts';
import { useTasksStore } from '../stores/tasks-store.ts';
import { QueueDialogs } from './QueueDialogs.tsx';
import { closeQueueDialog, openQueueDialog, type QueueDialog } from './queue-dialog-store.ts';
import { aQueue, aTask } from './testing/task-builders.ts';

const list = (name: string): SavedList => ({
  name,
  items: [{ name: 'count', params: {} }],
  saved_at: 0,
  saved_by: 'ada',
});
const answerOf = (revision: number) => ({ revision: revision * 10, queue: aQueue({ revision }), tasks: [] });

let lists: SavedList[];
let refusal: HutchError | undefined;
let asked: Asked[];

async function open(dialog: QueueDialog): Promise<HTMLElement> {
  await act(async () => openQueueDialog(dialog));
  return screen.findByRole('dialog');
}

const wrote = () => asked.filter(({ method }) => method !== 'lists.list');

async function press(dialog: HTMLElement, name: string | RegExp): Promise<void> {
  await act(async () => {
    fireEvent.click(within(dialog).getByRole('button', { name }));
  });
}

function write(dialog: HTMLElement, label: string, value: string): void {
  fireEvent.change(within(dialog).getByLabelText(label), { target: { value } });
}

beforeEach(() => {
  lists = [];
  refusal = undefined;
  closeQueueDialog();
  useHostStore.setState({ connection: { status: 'connected', since: 0 }, info: null });
  useTasksStore.setState({ tasks: [], queue: aQueue({ revision: 5 }), revision: 0, isLoaded: true });
  usePlansStore.setState({
    plans: ['count', 'scan'].map((name) => ({ name, description: '', group: 'Scans', schema: {} })),
    isLoaded: true,
  });
  const fake = fakeClient(({ method }) => {
    if (method === 'lists.list') return lists;
    if (refusal) throw refusal;
    return method === 'lists.load' ? { tasks: [], queue: answerOf(6) } : answerOf(6);
  });
  asked = fake.asked;
  render(
    <ClientContext value={fake.client}>
      <QueueDialogs />
    </ClientContext>,
  );
});
afterEach(cleanup);

test('running one now says what it will do first', async () => {
  const task = aTask({ task_id: 'b', purpose: 'edge', hold: { reason: 'wait for the foil', by: 'op1', at: 0 } });
  useTasksStore.setState({ tasks: [aTask(), task], queue: aQueue({ revision: 5, running: false }) });
  const dialog = await open({ kind: 'run-now', task, revision: 5 });
  expect(dialog.textContent).toContain('edge starts at once, before the one that would come first.');
  expect(dialog.textContent).toContain('It is held: wait for the foil.');
  expect(dialog.textContent).toContain('The queue stays stopped');
  await press(dialog, 'Run now');
  expect(wrote()).toEqual([{ method: 'queue.run_now', input: { task_id: 'b', revision: 5 } }]);
  expect(screen.queryByRole('dialog')).toBeNull();
});

test('clearing asks with the number, and is refused when the queue is another one by then', async () => {
  const dialog = await open({ kind: 'clear', count: 4, revision: 4 });
  refusal = new HutchError('conflict', 'The queue has changed since you looked: count was added by ada (console).');
  await press(dialog, 'Remove 4 items');
  expect(wrote()).toEqual([{ method: 'queue.clear', input: { revision: 4 } }]);
  expect(within(dialog).getByRole('alert').textContent).toBe(refusal.message);
});

describe('saved lists', () => {
  test('a list gets a name; one that is taken is replaced only when that is said', async () => {
    lists = [list('alignment')];
    const dialog = await open({ kind: 'save-list', tasks: [aTask({ task_id: 'a' })], isAll: false });
    expect(within(dialog).getByRole('button', { name: 'Save' }).title).toBe('Give the list a name first');
    write(dialog, 'Name', 'alignment');
    expect(within(dialog).getByRole('status').textContent).toContain('saved by ada');
    await press(dialog, 'Replace “alignment”');
    expect(wrote()).toEqual([{ method: 'lists.save', input: { name: 'alignment', task_ids: ['a'], replace: true } }]);
  });

  test('a list is added at the back or the front', async () => {
    lists = [list('alignment')];
    const dialog = await open({ kind: 'load-list' });
    await press(dialog, 'Add alignment at the front');
    expect(wrote()).toEqual([{ method: 'lists.load', input: { name: 'alignment', at: 'front', revision: 5 } }]);
    expect(screen.queryByRole('dialog')).toBeNull();
  });

  test('a list is deleted by a second press only', async () => {
    lists = [list('alignment')];
    const dialog = await open({ kind: 'load-list' });
    await press(dialog, 'Delete alignment');
    expect(wrote()).toEqual([]);
    await press(dialog, 'Confirm: delete alignment');
    expect(wrote()).toEqual([{ method: 'lists.remove', input: { name: 'alignment' } }]);
  });

  test('without one it says how to make one', async () => {
    const dialog = await open({ kind: 'load-list' });
    expect(within(dialog).getByText('No list is saved')).toBeDefined();
  });
});
