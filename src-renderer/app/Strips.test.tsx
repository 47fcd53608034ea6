import { act, cleanup, render, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { HutchError } from '#shared/errors.ts';
import { ClientContext } from '../client/use-client.ts';
import { type Asked, fakeClient } from '../devices/testing/fake-client.ts';
import { aTask } from '../queue/testing/task-builders.ts';
import { useAlertsStore } from '../stores/alerts-store.ts';
import { useHostStore } from '../stores/host-store.ts';
import { useTasksStore } from '../stores/tasks-store.ts';
import { useWorkerStore } from '../stores/worker-store.ts';
import { useReloadStore } from './reload-store.ts';
import { Strips } from './Strips.tsx';
import { aHostInfo } from './testing/a-host-info.ts';

let asked: Asked[];
let refusal: HutchError | undefined;

const reload = () => screen.getByRole('button', { name: 'Reload plans and devices' });

beforeEach(() => {
  refusal = undefined;
  useReloadStore.setState({ state: 'none' });
  useWorkerStore.setState({ state: 'IDLE', taskId: null });
  useHostStore.setState({ connection: { status: 'connected', since: 0 }, info: aHostInfo() });
  useAlertsStore.setState({ alerts: [] });
  const fake = fakeClient(() => {
    if (refusal) throw refusal;
    return aHostInfo();
  });
  asked = fake.asked;
  render(
    <ClientContext value={fake.client}>
      <Strips />
    </ClientContext>,
  );
});
afterEach(cleanup);

test('nothing stands there while nothing is out of the ordinary', () => {
  expect(document.querySelector('.strips')?.textContent).toBe('');
});

test('a lost connection says since when, and that it comes back by itself', () => {
  act(() =>
    useHostStore.setState({
      connection: { status: 'lost', since: 0, reason: 'Hutch does not answer', attempt: 1, retryAt: 0 },
    }),
  );
  expect(screen.getByRole('alert').textContent).toMatch(/^No connection to Hutch since .* Hutch does not answer\./);
  expect(screen.getByText(/tried again by itself/)).toBeDefined();
});

test('who watches is told so, and whom', () => {
  const served_by = { pid: 4711, host: 'bl22', user: 'ada' };
  act(() => useHostStore.setState({ info: aHostInfo({ watching: true, served_by, changed_files: ['a.ts'] }) }));
  expect(screen.getByText('You are watching the Hutch of ada on bl22 (pid 4711).')).toBeDefined();
  expect(reload().title).toContain('only watching');
});

test('changed files are reloaded by one press, which says when it is done', async () => {
  act(() => useHostStore.setState({ info: aHostInfo({ changed_files: ['plans/mine.ts'] }) }));
  expect(screen.getByText('plans/mine.ts has changed.')).toBeDefined();
  await userEvent.click(reload());
  expect(asked).toEqual([{ method: 'env.reload', input: {} }]);
  await waitFor(() => expect(screen.getByText('Plans and devices have been reloaded.')).toBeDefined());
});

test('they are not reloaded under a plan that runs, and why is said', async () => {
  act(() => {
    useHostStore.setState({ info: aHostInfo({ changed_files: ['plans/mine.ts'] }) });
    useTasksStore.setState({ tasks: [aTask({ task_id: 't', state: 'running' })] });
    useWorkerStore.setState({ state: 'RUNNING', taskId: 't' });
  });
  await userEvent.click(reload());
  expect(asked).toEqual([]);
  expect(screen.getByText('scan runs; plans and devices can be reloaded when it has ended')).toBeDefined();
});

test('a refusal is an alert, and the offer stays', async () => {
  refusal = new HutchError('engine_busy', 'A plan has just begun.');
  act(() => useHostStore.setState({ info: aHostInfo({ changed_files: ['plans/mine.ts'] }) }));
  await userEvent.click(reload());
  await waitFor(() => expect(useAlertsStore.getState().alerts).toMatchObject([{ text: 'A plan has just begun.' }]));
  expect(reload()).toBeDefined();
});
