import { act, cleanup, fireEvent, render, screen, within } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { QueueStatus, Task } from '#shared/contract/tasks.ts';
import { HutchClient } from '../client/hutch-client.ts';
import { FakeTransport } from '../client/testing/fake-transport.ts';
import { ClientContext } from '../client/use-client.ts';
import { useDraftsStore } from '../stores/drafts-store.ts';
import { useHostStore } from '../stores/host-store.ts';
import { useTasksStore } from '../stores/tasks-store.ts';
import { useWorkerStore } from '../stores/worker-store.ts';
import { BottomPanel } from './BottomPanel.tsx';
import { closeQueueDialog } from './queue-dialog-store.ts';
import { clearNotice } from './queue-notice-store.ts';
import { useQueueSelection } from './queue-selection.ts';
import { aQueue, aTask } from './testing/task-builders.ts';

let transport: FakeTransport;
let client: HutchClient;

const task = (id: string, state: Task['state'], change: Partial<Task> = {}): Task =>
  aTask({ task_id: id, purpose: `purpose of ${id}`, state, started_at: state === 'waiting' ? null : 100, ...change });

const held = (by = 'hutch', reason = 'It failed.') => ({ reason, by, at: 1 });

async function show(tasks: Task[], queue: Partial<QueueStatus> = {}): Promise<void> {
  await act(async () => useTasksStore.setState({ tasks, queue: aQueue({ revision: 7, ...queue }) }));
}

const purposes = () => screen.queryAllByText(/^purpose of/).map((cell) => cell.textContent);
const row = (id: string) => screen.getByText(`purpose of ${id}`).closest('tr')!;
const chosen = () => screen.getAllByRole('row', { selected: true }).map((each) => each.getAttribute('data-task'));
const writes = () =>
  transport
    .sentOf('request')
    .filter(({ method }) => method.startsWith('queue.') || method.startsWith('lists.'))
    .map(({ method, input }) => ({ method, input }));

/** Lets what was asked for be sent. */
async function settle(): Promise<void> {
  await act(async () => {
    await vi.advanceTimersByTimeAsync(0);
  });
}

async function press(name: string | RegExp): Promise<void> {
  fireEvent.click(screen.getByRole('button', { name }));
  await settle();
}

async function key(id: string, keys: Parameters<typeof fireEvent.keyDown>[1]): Promise<void> {
  fireEvent.keyDown(row(id), keys);
  await settle();
}

/** The host answers the last write with the queue as it is then. */
async function answer(tasks: Task[], revision: number): Promise<void> {
  const { id, method } = transport.sentOf('request').at(-1)!;
  const list = { revision: revision * 10, queue: aQueue({ revision }), tasks };
  const output = ['queue.add', 'queue.duplicate', 'queue.requeue'].includes(method) ? { tasks: [], queue: list } : list;
  await act(async () => transport.deliver({ type: 'result', id, output }));
  await settle();
}

beforeEach(() => {
  vi.useFakeTimers();
  transport = new FakeTransport();
  client = new HutchClient(transport);
  client.connect();
  transport.accept();
  useHostStore.setState({ connection: client.connection, info: null });
  useWorkerStore.setState({ state: 'IDLE' });
  useTasksStore.setState({ tasks: [], queue: aQueue(), revision: 0, isLoaded: true });
  useQueueSelection.setState({ ids: new Set(), anchor: null, active: null });
  useDraftsStore.setState({ selected: null, drafts: {}, columns: {}, edit: null });
  closeQueueDialog();
  clearNotice();
  render(
    <ClientContext value={client}>
      <BottomPanel />
    </ClientContext>,
  );
});

afterEach(() => {
  cleanup();
  client.dispose();
  vi.useRealTimers();
});

describe('the rows', () => {
  test('an empty queue says what to do next', () => {
    expect(screen.getByText('Nothing waits')).toBeDefined();
  });

  test('what runs and what waits is shown, not what has ended well', async () => {
    await show([task('old', 'succeeded', { ended_at: 50 }), task('now', 'running'), task('next', 'waiting')]);
    expect(purposes()).toEqual(['purpose of now', 'purpose of next']);
  });

  test('while nothing runs, what ended well last stands first with its outcome', async () => {
    await show([
      task('older', 'succeeded', { ended_at: 40 }),
      task('last', 'succeeded', { ended_at: 160 }),
      task('next', 'waiting'),
    ]);
    expect(purposes()).toEqual(['purpose of last', 'purpose of next']);
    expect(within(row('last')).getByText('succeeded')).toBeDefined();
    expect(within(row('last')).getByText('1:00')).toBeDefined();
  });

  test('what failed stays in sight with its sentence until it is run again or put away', async () => {
    const error = { code: 'failed_status' as const, message: 'stage.x stalled' };
    await show([
      task('bad', 'failed', { ended_at: 160, error, hold: held() }),
      task('cut', 'interrupted', { ended_at: 170, hold: held('hutch', 'Hutch was killed at 14:02.') }),
      task('now', 'running'),
    ]);
    expect(within(row('bad')).getByText('failed, held')).toBeDefined();
    expect(within(row('bad')).getByText('stage.x stalled')).toBeDefined();
    expect(within(row('cut')).getByText('Hutch was killed at 14:02.')).toBeDefined();
    fireEvent.click(within(row('bad')).getByRole('button', { name: 'Run scan again' }));
    await settle();
    expect(writes()).toEqual([{ method: 'queue.requeue', input: { task_ids: ['bad'], revision: 7 } }]);
    await answer([], 8);
    await show([task('cut', 'interrupted', { ended_at: 170, hold: held() })], { revision: 8 });
    fireEvent.click(within(row('cut')).getByRole('button', { name: 'Put scan away' }));
    await settle();
    expect(writes().at(-1)).toEqual({ method: 'queue.remove', input: { task_ids: ['cut'], revision: 8 } });
  });

  test('an item that is held says why and by whom', async () => {
    await show([task('a', 'waiting', { hold: held('op1', 'wait for the foil') })]);
    expect(within(row('a')).getByText('held: wait for the foil (op1)')).toBeDefined();
  });

  test('what is only likely has a tilde; what nobody knows is a dash', async () => {
    const at = new Date(2026, 0, 5, 14, 28).getTime() / 1000;
    vi.setSystemTime(new Date(2026, 0, 5, 14, 0));
    await show([
      task('a', 'waiting', { expected_s: 200, expected_start_at: at, expected_end_at: at + 200 }),
      task('b', 'waiting', { expected_s: 60 }),
    ]);
    await act(() => vi.advanceTimersByTimeAsync(1000));
    const cells = [...row('a').cells].map(({ textContent }) => textContent);
    expect(cells).toEqual(expect.arrayContaining(['~3:20', '~14:28', '~14:31']));
    expect([...row('b').cells].filter(({ textContent }) => textContent === '—')).toHaveLength(2);
  });

  test('the columns of the beamline have columns here', async () => {
    const columns = [{ name: 'sample', title: 'Sample', required: true }];
    await act(async () => useHostStore.setState({ info: { columns } as never }));
    await show([task('a', 'waiting', { columns: { sample: 'LaB6' } }), task('b', 'waiting')]);
    expect(screen.getByRole('columnheader', { name: 'Sample' })).toBeDefined();
    expect(within(row('a')).getByText('LaB6')).toBeDefined();
  });

  test('of ten thousand items only those in view are drawn', async () => {
    vi.spyOn(Element.prototype, 'clientHeight', 'get').mockReturnValue(240);
    vi.spyOn(Element.prototype, 'clientWidth', 'get').mockReturnValue(800);
    await show(Array.from({ length: 10_000 }, (_, index) => task(`t${index}`, 'waiting')));
    expect(screen.getByRole('grid').getAttribute('aria-rowcount')).toBe('10001');
    expect(purposes().length).toBeLessThan(60);
  });
});

describe('choosing', () => {
  beforeEach(() => show(['a', 'b', 'c', 'd'].map((id) => task(id, 'waiting'))));

  test('a click chooses one, with Shift a block, with Ctrl one more or less', () => {
    fireEvent.click(row('b'));
    expect(chosen()).toEqual(['b']);
    fireEvent.click(row('d'), { shiftKey: true });
    expect(chosen()).toEqual(['b', 'c', 'd']);
    fireEvent.click(row('c'), { ctrlKey: true });
    expect(chosen()).toEqual(['b', 'd']);
  });

  test('the keyboard goes through the rows, chooses blocks and all', async () => {
    act(() => row('a').focus());
    await key('a', { key: 'ArrowDown' });
    expect(document.activeElement).toBe(row('b'));
    expect(chosen()).toEqual(['b']);
    await key('b', { key: 'ArrowDown', shiftKey: true });
    expect(chosen()).toEqual(['b', 'c']);
    await key('c', { key: 'End', ctrlKey: true });
    expect(document.activeElement).toBe(row('d'));
    await key('d', { key: ' ' });
    expect(chosen()).toEqual(['b', 'c', 'd']);
    await key('d', { key: 'a', ctrlKey: true });
    expect(chosen()).toEqual(['a', 'b', 'c', 'd']);
  });

  test('one row is a stop of the Tab key, and the focus goes on at the next row when its row leaves', async () => {
    expect(screen.getAllByRole('row').filter(({ tabIndex }) => tabIndex === 0)).toHaveLength(1);
    act(() => row('b').focus());
    await key('b', { key: 'Delete' });
    expect(writes()).toEqual([]);
    fireEvent.click(row('b'));
    await key('b', { key: 'Delete' });
    expect(writes()).toEqual([{ method: 'queue.remove', input: { task_ids: ['b'], revision: 7 } }]);
    await answer(
      ['a', 'c', 'd'].map((id) => task(id, 'waiting')),
      8,
    );
    expect(document.activeElement).toBe(row('c'));
  });
});

describe('acting on what is chosen', () => {
  beforeEach(() => show(['a', 'b', 'c', 'd'].map((id) => task(id, 'waiting'))));

  test('a block moves beside its neighbour, by button and by keyboard', async () => {
    fireEvent.click(row('b'));
    fireEvent.click(row('c'), { shiftKey: true });
    await press('Move up');
    expect(writes()).toEqual([
      { method: 'queue.move', input: { task_ids: ['b', 'c'], to: { before: 'a' }, revision: 7 } },
    ]);
    await answer(
      ['b', 'c', 'a', 'd'].map((id) => task(id, 'waiting')),
      8,
    );
    expect(chosen()).toEqual(['b', 'c']);
    await key('c', { key: 'End', altKey: true });
    expect(writes().at(-1)).toEqual({
      method: 'queue.move',
      input: { task_ids: ['b', 'c'], to: 'back', revision: 8 },
    });
  });

  test('two quick moves are two moves: what this page did itself is no conflict', async () => {
    fireEvent.click(row('c'));
    fireEvent.click(screen.getByRole('button', { name: 'Move down' }));
    fireEvent.click(screen.getByRole('button', { name: 'Duplicate' }));
    await settle();
    expect(writes()).toHaveLength(1);
    await answer(
      ['a', 'b', 'd', 'c'].map((id) => task(id, 'waiting')),
      8,
    );
    expect(writes().map(({ input }) => (input as { revision: number }).revision)).toEqual([7, 8]);
  });

  test('when somebody was faster it says who did what, keeps what is chosen, and tries nothing again', async () => {
    fireEvent.click(row('b'));
    await press('Move up');
    const sentence = 'The queue has changed since you looked: scan was moved to the front by ada (console).';
    const { id } = transport.sentOf('request').at(-1)!;
    await act(async () => transport.deliver({ type: 'error', id, error: { code: 'conflict', message: sentence } }));
    const alert = screen.getByRole('alert');
    expect(alert.textContent).toContain('Scan was not moved.');
    expect(alert.textContent).toContain(sentence);
    expect(chosen()).toEqual(['b']);
    await act(() => vi.advanceTimersByTimeAsync(10_000));
    expect(writes()).toHaveLength(1);
    fireEvent.click(within(alert).getByRole('button', { name: /^Dismiss/ }));
    expect(screen.queryByRole('alert')).toBeNull();
  });

  test('holding asks why; what is held can be released', async () => {
    fireEvent.click(row('b'));
    await press('Hold…');
    const dialog = screen.getByRole('dialog', { name: 'Hold scan' });
    const verb = within(dialog).getByRole('button', { name: 'Hold scan' });
    expect(verb.getAttribute('aria-disabled')).toBe('true');
    fireEvent.change(within(dialog).getByLabelText('Why'), { target: { value: 'wait for the foil' } });
    fireEvent.click(verb);
    await settle();
    expect(writes()).toEqual([
      { method: 'queue.hold', input: { task_ids: ['b'], reason: 'wait for the foil', revision: 7 } },
    ]);
    await answer([task('b', 'waiting', { hold: held('ada', 'wait for the foil') })], 8);
    expect(screen.queryByRole('dialog')).toBeNull();
    await press('Release');
    expect(writes().at(-1)).toEqual({ method: 'queue.release', input: { task_ids: ['b'], revision: 8 } });
  });

  test('one is removed at once, a block is asked about, with the revision that was looked at', async () => {
    fireEvent.click(row('a'));
    fireEvent.click(row('c'), { shiftKey: true });
    await press('Remove');
    expect(writes()).toEqual([]);
    await show(
      ['a', 'b', 'c', 'd', 'e'].map((id) => task(id, 'waiting')),
      { revision: 9 },
    );
    await press('Remove 3 items');
    expect(writes()).toEqual([{ method: 'queue.remove', input: { task_ids: ['a', 'b', 'c'], revision: 7 } }]);
  });

  test('a double click opens an item to be changed; one that has ended is copied into the form', async () => {
    await show([task('old', 'failed', { hold: held(), ended_at: 1 }), task('a', 'waiting')]);
    fireEvent.doubleClick(row('a'));
    expect(useDraftsStore.getState().edit).toMatchObject({ task_id: 'a', plan: 'scan', revision: 7 });
    expect(within(row('a')).queryByText('in the form')).not.toBeNull();
    fireEvent.doubleClick(row('old'));
    expect(useDraftsStore.getState()).toMatchObject({ edit: null, drafts: { scan: { params: { num: 3 } } } });
  });

  test('what cannot be done says why instead of doing it', async () => {
    const button = (name: string) => screen.getByRole('button', { name });
    expect(button('Move up').title).toBe('Choose an item that waits first');
    fireEvent.click(row('a'));
    expect(button('Move up').title).toBe('It is at the front already');
    await act(async () => {
      transport.lose();
      useHostStore.setState({ connection: client.connection });
    });
    expect(button('Duplicate').title).toBe('There is no connection to Hutch now');
    fireEvent.click(button('Duplicate'));
    await settle();
    expect(writes()).toEqual([]);
  });

  test('a console that only watches cannot write', async () => {
    await act(async () => useHostStore.setState({ info: { watching: true, columns: [] } as never }));
    fireEvent.click(row('a'));
    expect(screen.getByRole('button', { name: 'Remove' }).title).toMatch(/only watching/);
    expect(screen.getByRole('button', { name: 'Stop queue' }).title).toMatch(/only watching/);
  });

  test('a row that is dragged falls beside another one', async () => {
    const dataTransfer = { setData: () => undefined, effectAllowed: '' };
    fireEvent.dragStart(row('d'), { dataTransfer });
    fireEvent.dragOver(row('a'), { dataTransfer });
    // Without a layout every point lies in the lower half.
    expect(row('a').className).toBe('drop-after');
    fireEvent.drop(row('a'), { dataTransfer });
    await settle();
    expect(writes()).toEqual([{ method: 'queue.move', input: { task_ids: ['d'], to: { after: 'a' }, revision: 7 } }]);
  });
});
