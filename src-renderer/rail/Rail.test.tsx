import { act, cleanup, fireEvent, render, screen } from '@testing-library/react';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { aHostInfo } from '../app/testing/a-host-info.ts';
import { HutchClient } from '../client/hutch-client.ts';
import { FakeTransport } from '../client/testing/fake-transport.ts';
import { ClientContext } from '../client/use-client.ts';
import { aQueue, aTask } from '../queue/testing/task-builders.ts';
import { useAlertsStore } from '../stores/alerts-store.ts';
import { useHostStore } from '../stores/host-store.ts';
import { clearRuns } from '../stores/run-store.ts';
import { useTasksStore } from '../stores/tasks-store.ts';
import { useWorkerStore } from '../stores/worker-store.ts';
import { Rail } from './Rail.tsx';

let transport: FakeTransport;
let client: HutchClient;

const button = (name: string) => screen.getByRole('button', { name });
const sent = (method: string) => transport.sentOf('request').filter((frame) => frame.method === method);

async function setWorker(state: 'IDLE' | 'RUNNING' | 'PAUSED'): Promise<void> {
  await act(async () => useWorkerStore.setState({ state, taskId: state === 'IDLE' ? null : 't1', resumable: true }));
}

beforeEach(async () => {
  vi.useFakeTimers();
  clearRuns();
  transport = new FakeTransport();
  client = new HutchClient(transport);
  client.connect();
  transport.accept();
  useAlertsStore.setState({ alerts: [] });
  useHostStore.setState({
    connection: client.connection,
    info: {
      version: '1',
      beamline: 'I22',
      simulated: true,
      environment_id: 'a',
      started_at: 0,
      load_errors: [],
      workspace: { name: 'simulated', files: [], state_dir: null },
      changed_files: [],
      notices: [],
      columns: [],
      watching: false,
    },
  });
  useTasksStore.setState({ tasks: [], queue: aQueue() });
  render(
    <ClientContext value={client}>
      <Rail />
    </ClientContext>,
  );
  await setWorker('IDLE');
});

afterEach(async () => {
  cleanup();
  client.dispose();
  vi.useRealTimers();
});

test('in idle the verbs stand in their place, do nothing, and say why', () => {
  for (const name of ['Pause', 'Stop', 'Abort']) {
    expect(button(name).getAttribute('aria-disabled')).toBe('true');
    expect(button(name).title).toBe('Nothing runs now');
    fireEvent.click(button(name));
  }
  expect(transport.sentOf('request')).toEqual([]);
});

test('Pause becomes Resume in a pause', async () => {
  await setWorker('RUNNING');
  fireEvent.click(button('Pause'));
  expect(sent('worker.pause')).toHaveLength(1);
  await setWorker('PAUSED');
  fireEvent.click(button('Resume'));
  expect(sent('worker.resume')).toHaveLength(1);
});

test('Stop takes one press', async () => {
  await setWorker('RUNNING');
  fireEvent.click(button('Stop'));
  expect(sent('worker.stop')).toHaveLength(1);
});

test('Abort takes two, and may be given a reason', async () => {
  await setWorker('RUNNING');
  fireEvent.click(button('Abort'));
  expect(sent('worker.abort')).toEqual([]);
  fireEvent.change(screen.getByLabelText('Reason for the abort'), { target: { value: 'wrong sample' } });
  fireEvent.click(button('Confirm'));
  expect(sent('worker.abort')).toMatchObject([{ input: { reason: 'wrong sample' } }]);
});

test('the first press of Abort is forgotten after a while, and by Escape', async () => {
  await setWorker('RUNNING');
  fireEvent.click(button('Abort'));
  await act(() => vi.advanceTimersByTimeAsync(6_000));
  expect(button('Abort')).toBeDefined();
  fireEvent.click(button('Abort'));
  fireEvent.keyDown(screen.getByLabelText('Reason for the abort'), { key: 'Escape' });
  expect(button('Abort')).toBeDefined();
  expect(sent('worker.abort')).toEqual([]);
});

test('an abort that was begun is forgotten when the plan ends by itself', async () => {
  await setWorker('RUNNING');
  fireEvent.click(button('Abort'));
  await setWorker('IDLE');
  await setWorker('RUNNING');
  expect(button('Abort')).toBeDefined();
});

test('the keys work from anywhere', async () => {
  await setWorker('RUNNING');
  fireEvent.keyDown(window, { key: 'p', ctrlKey: true });
  fireEvent.keyDown(window, { key: '.', ctrlKey: true });
  expect(sent('worker.pause')).toHaveLength(1);
  expect(sent('worker.stop')).toHaveLength(1);
});

test('a verb that the host refuses is told as an alert', async () => {
  await setWorker('RUNNING');
  fireEvent.click(button('Pause'));
  const { id } = sent('worker.pause')[0]!;
  await act(async () =>
    transport.deliver({ type: 'error', id, error: { code: 'invalid_transition', message: 'It is stopping' } }),
  );
  expect(useAlertsStore.getState().alerts).toMatchObject([
    { title: 'Pause did not work.', text: 'It is stopping', detail: 'invalid_transition' },
  ]);
});

test('without a connection no fact is shown as if it were so, and the verbs say where a plan can be ended', async () => {
  await setWorker('RUNNING');
  const connection = { status: 'lost', since: 0, reason: 'gone', attempt: 1, retryAt: 0 } as const;
  act(() => useHostStore.setState({ connection }));
  expect(screen.getAllByText('unknown')).toHaveLength(2);
  expect(screen.getByText('NO CONNECTION', { selector: 'b' })).toBeDefined();
  expect(button('Abort').title).toBe('There is no connection to Hutch now: it can be ended where it runs');
  fireEvent.click(button('Stop'));
  expect(sent('worker.stop')).toEqual([]);
});

test('the name of a beamline that says itself that it is simulated is not followed by the same word', () => {
  expect(screen.getByText('I22')).toBeDefined();
  expect(button('simulated')).toBeDefined();
  act(() => useHostStore.setState({ info: aHostInfo({ beamline: 'simulated beamline' }) }));
  expect(button('simulated beamline')).toBeDefined();
  expect(screen.queryByText('simulated')).toBeNull();
});

test('the title of the window tells the state', async () => {
  await setWorker('RUNNING');
  expect(document.title).toBe('Running · a plan · Hutch I22');
});

test('a queue that is a loop is never done', async () => {
  const at = Date.now() / 1000 + 60;
  const tasks = [aTask({ expected_end_at: at })];
  await act(async () => useTasksStore.setState({ tasks, queue: aQueue() }));
  expect(screen.getByText(/^done ~/)).toBeDefined();
  await act(async () => useTasksStore.setState({ tasks, queue: aQueue({ loop: true }) }));
  expect(screen.queryByText(/^done ~/)).toBeNull();
  expect(screen.getByText('in a loop')).toBeDefined();
});
