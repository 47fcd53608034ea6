import { cleanup, render, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { HutchError } from '#shared/errors.ts';
import { aHostInfo } from '../app/testing/a-host-info.ts';
import { ClientContext } from '../client/use-client.ts';
import { type Asked, fakeClient } from '../devices/testing/fake-client.ts';
import { useLiveStore } from '../live/live-store.ts';
import { aQueue, aTask } from '../queue/testing/task-builders.ts';
import { raiseAlert, useAlertsStore } from '../stores/alerts-store.ts';
import { useDraftsStore } from '../stores/drafts-store.ts';
import { useHostStore } from '../stores/host-store.ts';
import { useTasksStore } from '../stores/tasks-store.ts';
import { useDeletedRuns } from './deleted-runs-store.ts';
import { HistoryTable } from './HistoryTable.tsx';
import type { HistoryRow } from './history-rows.ts';
import { RunQuestionDialog } from './RunQuestionDialog.tsx';
import { closeRunQuestion } from './run-question-store.ts';
import { aRunSummary } from './testing/a-run-summary.ts';

const task = aTask({
  task_id: 't',
  params: { num: 5 },
  purpose: 'LaB6',
  state: 'failed',
  started_at: 2,
  ended_at: 65,
  run_uids: ['run'],
});

const row: HistoryRow = {
  id: 'run',
  plan: 'scan',
  scanId: 7,
  purpose: 'LaB6',
  outcome: { word: 'failed', tone: 'fault' },
  startedAt: 2,
  endedAt: 65,
  points: 22,
  reason: 'stage.x stalled',
  run: aRunSummary('run', { scan_id: 7, task_id: 't', continue_from: 23 }),
  task,
};

let asked: Asked[];

function show(answer: (asked: Asked) => unknown, rows: HistoryRow[] = [row]): void {
  const fake = fakeClient(answer);
  asked = fake.asked;
  const history = { rows, hasOlder: false, isLoaded: true, isLoading: false, loadOlder: () => undefined };
  render(
    <ClientContext value={fake.client}>
      <HistoryTable history={history} shown={undefined} />
      <RunQuestionDialog />
    </ClientContext>,
  );
}

async function choose(name: string | RegExp): Promise<void> {
  await userEvent.click(screen.getByRole('button', { name: 'More about scan 7' }));
  await userEvent.click(await screen.findByRole('menuitem', { name }));
}

describe('HistoryTable', () => {
  beforeEach(() => {
    useLiveStore.setState({ opened: null, tab: 'runs' });
    useAlertsStore.setState({ alerts: [] });
    useHostStore.setState({ connection: { status: 'connected', since: 0 }, info: aHostInfo() });
    useDeletedRuns.setState({ uids: new Set() });
    closeRunQuestion();
    // Only rows in view exist, and a page without a layout has no height.
    vi.spyOn(Element.prototype, 'clientHeight', 'get').mockReturnValue(240);
    vi.spyOn(Element.prototype, 'clientWidth', 'get').mockReturnValue(800);
  });
  afterEach(cleanup);

  it('says how a run ended, how long it took and why', () => {
    show(() => undefined);
    expect(screen.getByRole('row', { name: /scan 7 LaB6 failed .* 1:03 22 stage.x stalled/ })).toBeDefined();
  });

  it('tells no time of what never ran, however long it waited', () => {
    const waited = { ...task, state: 'cancelled' as const, submitted_at: 5, started_at: null, ended_at: 600 };
    const outcome = { word: 'cancelled', tone: 'off' as const };
    show(() => undefined, [{ ...row, outcome, startedAt: null, endedAt: 600, reason: '', run: null, task: waited }]);
    expect(screen.getByRole('row', { name: /scan LaB6 cancelled never ran — — —/ })).toBeDefined();
  });

  it('shows a run in Live', async () => {
    show(({ method }) =>
      method === 'runs.get'
        ? row.run
        : { documents: [{ name: 'start', doc: { uid: 'run', time: 2 } }], through_seq: 4, next: null },
    );
    await userEvent.click(screen.getByRole('button', { name: 'scan 7' }));
    expect(useLiveStore.getState().opened?.uid).toBe('run');
    expect(useLiveStore.getState().tab).toBe('live');
  });

  it('says so when the run cannot be had', async () => {
    show(() => {
      throw new HutchError('unknown_run', 'Run run is not known');
    });
    await userEvent.click(screen.getByRole('button', { name: 'scan 7' }));
    expect(useAlertsStore.getState().alerts[0]).toMatchObject({
      title: 'The run could not be opened.',
      text: 'Run run is not known',
    });
  });

  it('goes back to the form with what the task ran with', async () => {
    show(() => undefined);
    await userEvent.click(screen.getByRole('button', { name: /Back to the form/ }));
    expect(useDraftsStore.getState()).toMatchObject({
      selected: 'scan',
      drafts: { scan: { params: { num: 5 }, purpose: 'LaB6' } },
    });
  });

  it('asks for what a run of long ago ran with', async () => {
    show(() => task, [{ ...row, task: null }]);
    await userEvent.click(screen.getByRole('button', { name: /Back to the form/ }));
    expect(asked).toEqual([{ method: 'tasks.get', input: { task_id: 't' } }]);
    expect(useDraftsStore.getState().selected).toBe('scan');
  });

  it('puts the same request into the queue again', async () => {
    useTasksStore.setState({ queue: aQueue({ revision: 12 }) });
    show(() => ({ tasks: [], queue: { revision: 1, queue: aQueue({ revision: 13 }), tasks: [] } }));
    await choose('Back to the queue');
    expect(asked).toEqual([{ method: 'queue.requeue', input: { task_ids: ['t'], at: 'back', revision: 12 } }]);
  });

  it('says what going on with a run will do before it is done', async () => {
    raiseAlert({ id: 'failure:t', kind: 'fault', title: 'It failed.', time: 0, actions: [], isDismissible: true });
    show(() => ({
      documents: [{ name: 'start', doc: { uid: 'run', time: 2, num_points: 51 } }],
      through_seq: 0,
      next: 1,
    }));
    await choose('Continue from point 23');
    expect(await screen.findByText(/scan runs again for points 23 to 51 as a new run/)).toBeDefined();
    await userEvent.click(screen.getByRole('button', { name: 'Continue from point 23' }));
    expect(asked.at(-1)).toEqual({ method: 'runs.continue', input: { uid: 'run' } });
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
    expect(useAlertsStore.getState().alerts).toEqual([]);
  });

  it('names the run that it is about to delete, and keeps it when the host refuses', async () => {
    show(() => {
      throw new HutchError('not_allowed', 'It is open in another run.');
    });
    await choose('Delete…');
    expect(await screen.findByText(/scan 7, begun .* with its 5 points/)).toBeDefined();
    await userEvent.click(screen.getByRole('button', { name: 'Delete scan 7' }));
    expect(asked).toEqual([{ method: 'runs.delete', input: { uids: ['run'], confirm: true } }]);
    expect((await screen.findByRole('alert')).textContent).toBe('It is open in another run.');
    expect(useDeletedRuns.getState().uids.size).toBe(0);
  });

  it('changes nothing while one only watches, and says so; what it ran with can be read', async () => {
    useHostStore.setState({ info: aHostInfo({ watching: true }) });
    show(() => undefined);
    await userEvent.click(screen.getByRole('button', { name: 'More about scan 7' }));
    const queue = await screen.findByRole('menuitem', { name: 'Back to the queue' });
    expect(queue.getAttribute('aria-disabled')).toBe('true');
    expect(queue.title).toContain('only watching');
    expect(screen.getByRole('menuitem', { name: 'Back to the form' }).getAttribute('aria-disabled')).toBeNull();
  });
});
