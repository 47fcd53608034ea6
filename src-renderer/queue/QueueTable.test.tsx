// @vitest-environment jsdom
import { act, cleanup, fireEvent, render, screen, within } from '@testing-library/react';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { QueueStatus, Task } from '#shared/contract/tasks.ts';
import { HutchClient } from '../client/hutch-client.ts';
import { FakeTransport } from '../client/testing/fake-transport.ts';
import { ClientContext } from '../client/use-client.ts';
import { useDraftsStore } from '../stores/drafts-store.ts';
import { useTasksStore } from '../stores/tasks-store.ts';
import { useWorkerStore } from '../stores/worker-store.ts';
import { QueueSwitch } from './QueueSwitch.tsx';
import { QueueTable } from './QueueTable.tsx';
import { aQueue, aTask } from './testing/task-builders.ts';

let transport: FakeTransport;
let client: HutchClient;

const task = (id: string, state: Task['state'], change: Partial<Task> = {}): Task =>
  aTask({
    task_id: id,
    purpose: `purpose of ${id}`,
    state,
    started_at: state === 'waiting' ? null : 100,
    ...change,
  });

async function show(tasks: Task[], queue: Partial<QueueStatus> = {}): Promise<void> {
  await act(async () => useTasksStore.setState({ tasks, queue: aQueue(queue) }));
}

const purposes = () => screen.queryAllByText(/^purpose of/).map((cell) => cell.textContent);

beforeEach(() => {
  vi.useFakeTimers();
  transport = new FakeTransport();
  client = new HutchClient(transport);
  client.connect();
  transport.accept();
  useWorkerStore.setState({ state: 'IDLE' });
  useTasksStore.setState({ tasks: [], queue: aQueue() });
  render(
    <ClientContext value={client}>
      <QueueSwitch />
      <QueueTable />
    </ClientContext>,
  );
});

afterEach(() => {
  cleanup();
  client.dispose();
  vi.useRealTimers();
});

test('an empty queue says what to do next', () => {
  expect(screen.getByText('Nothing waits')).toBeDefined();
});

test('shows what runs and what waits, not what has ended', async () => {
  await show([task('old', 'succeeded', { ended_at: 50 }), task('now', 'running'), task('next', 'waiting')]);
  expect(purposes()).toEqual(['purpose of now', 'purpose of next']);
});

test('while nothing runs, the task that ended last stands first with its outcome', async () => {
  await show([
    task('older', 'succeeded', { ended_at: 40 }),
    task('last', 'failed', { ended_at: 160 }),
    task('next', 'waiting'),
  ]);
  expect(purposes()).toEqual(['purpose of last', 'purpose of next']);
  const row = screen.getByText('purpose of last').closest('tr')!;
  expect(within(row).getByText('failed')).toBeDefined();
  expect(within(row).getByText('1:00')).toBeDefined();
});

test('takes a waiting task out', async () => {
  await show([task('now', 'running'), task('next', 'waiting')]);
  fireEvent.click(screen.getByRole('button', { name: 'Take scan out of the queue' }));
  expect(transport.sentOf('request')).toMatchObject([{ method: 'tasks.cancel', input: { task_id: 'next' } }]);
});

test('a double click copies a row into the form', async () => {
  await show([task('next', 'waiting')]);
  fireEvent.doubleClick(screen.getByText('purpose of next'));
  expect(useDraftsStore.getState()).toMatchObject({ selected: 'scan', drafts: { scan: { params: { num: 3 } } } });
});

test('a stopped queue says why and can be started', async () => {
  await show([task('next', 'waiting')], { running: false, reason: 'scan failed' });
  expect(screen.getByText('scan failed')).toBeDefined();
  fireEvent.click(screen.getByRole('button', { name: 'Start queue' }));
  expect(transport.sentOf('request')).toMatchObject([{ method: 'queue.start' }]);
});

test('a queue that a failure has stopped says so in a word', async () => {
  const error = { code: 'failed_status' as const, message: 'stage.x stalled.' };
  await show([task('last', 'failed', { ended_at: 160, error }), task('next', 'waiting')], {
    running: false,
    reason: 'stage.x stalled. What waits starts when the queue is started.',
  });
  expect(screen.getByText('stopped after a failure')).toBeDefined();
});

test('a queue that runs can be stopped, after the plan that runs now', async () => {
  await act(async () => useWorkerStore.setState({ state: 'RUNNING' }));
  await show([task('now', 'running')]);
  fireEvent.click(screen.getByRole('button', { name: 'Stop after this' }));
  expect(transport.sentOf('request')).toMatchObject([{ method: 'queue.stop' }]);
});
