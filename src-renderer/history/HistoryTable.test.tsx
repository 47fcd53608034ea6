// @vitest-environment jsdom
import { cleanup, render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { HutchError } from '#shared/errors.ts';
import { ClientContext } from '../client/use-client.ts';
import { fakeClient } from '../devices/testing/fake-client.ts';
import { useLiveStore } from '../live/live-store.ts';
import { aTask } from '../queue/testing/task-builders.ts';
import { useAlertsStore } from '../stores/alerts-store.ts';
import { useDraftsStore } from '../stores/drafts-store.ts';
import { HistoryTable } from './HistoryTable.tsx';
import type { HistoryRow } from './history-rows.ts';

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
  id: 't',
  plan: 'scan',
  scanId: 7,
  purpose: 'LaB6',
  outcome: { word: 'failed', tone: 'fault' },
  startedAt: 2,
  endedAt: 65,
  points: 22,
  reason: 'stage.x stalled',
  runUid: 'run',
  task,
};

function show(answer: () => unknown): void {
  const { client } = fakeClient(answer);
  render(
    <ClientContext value={client}>
      <HistoryTable rows={[row]} shown={undefined} />
    </ClientContext>,
  );
}

describe('HistoryTable', () => {
  beforeEach(() => {
    useLiveStore.setState({ opened: null, tab: 'runs' });
    useAlertsStore.setState({ alerts: [] });
  });
  afterEach(cleanup);

  it('says how a run ended, how long it took and why', () => {
    show(() => undefined);
    expect(screen.getByRole('row', { name: /scan 7 LaB6 failed .* 1:03 22 stage.x stalled/ })).toBeDefined();
  });

  it('shows a run in Live', async () => {
    show(() => ({ documents: [{ name: 'start', doc: { uid: 'run', time: 2 } }], through_seq: 4 }));
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
});
