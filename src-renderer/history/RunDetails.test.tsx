import { cleanup, render, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { HutchError } from '#shared/errors.ts';
import { aHostInfo } from '../app/testing/a-host-info.ts';
import { ClientContext } from '../client/use-client.ts';
import { type Asked, fakeClient } from '../devices/testing/fake-client.ts';
import { aTask } from '../queue/testing/task-builders.ts';
import { useHostStore } from '../stores/host-store.ts';
import { RunData } from '../stores/run-data.ts';
import { RunDetails } from './RunDetails.tsx';
import { aRunSummary } from './testing/a-run-summary.ts';

const start = {
  uid: 'r',
  time: 100,
  plan_name: 'scan',
  scan_id: 7,
  num_points: 51,
  submitted_by: 'ada',
  columns: { sample: 'LaB6' },
  continues: { run_uid: 'before', from_point: 3 },
  provenance: {
    hutch: '0.1.0',
    plan: { module: 'plans/scan.ts', commit: '0123456789', dirty: true },
    devices: { 'stage.x': { class: 'EpicsMotor', module: 'devices.ts' }, det: { class: 'SimDetector', mock: true } },
  },
};

const task = aTask({
  task_id: 't',
  state: 'failed',
  run_uids: ['r'],
  error: { code: 'failed_status', message: 'stage.x stalled', trace: 'at line 3' },
});
const summary = aRunSummary('r', {
  scan_id: 7,
  task_id: 't',
  exit_status: 'fail',
  reason: 'stage.x stalled',
  num_events: { primary: 22 },
  continue_from: 23,
});

let asked: Asked[];
let isTaskKnown: boolean;

async function show(): Promise<void> {
  const fake = fakeClient(({ method }) => {
    if (method === 'runs.get') return summary;
    if (method === 'runs.list') return [aRunSummary('after', { scan_id: 8 })];
    if (method === 'tasks.get' && isTaskKnown) return task;
    throw new HutchError('unknown_task', 'Nobody remembers');
  });
  asked = fake.asked;
  render(
    <ClientContext value={fake.client}>
      <RunDetails run={new RunData(start)} />
    </ClientContext>,
  );
  await screen.findByRole('button', { name: 'Continue from point 23' });
}

const fact = (label: string) => screen.getByText(label, { selector: 'dt' }).nextElementSibling?.textContent;

beforeEach(() => {
  isTaskKnown = true;
  useHostStore.setState({ connection: { status: 'connected', since: 0 }, info: aHostInfo() });
});
afterEach(cleanup);

test('a run tells how it ended, how far it came, and why; what a programmer wants is folded away', async () => {
  await show();
  expect(screen.getByText('22 of 49 points in 0:01')).toBeDefined();
  expect(screen.getByText('stage.x stalled', { selector: 'b' })).toBeDefined();
  const trace = screen.getByText(/at line 3/);
  expect(trace.closest('details')?.open).toBe(false);
});

test('a run tells who wanted it and for what, in the words of the beamline', async () => {
  await show();
  expect([fact('Who'), fact('sample'), fact('Scan number')]).toEqual(['ada', 'LaB6', '7']);
});

test('a run leads to the one that it goes on with, and to those that go on with it', async () => {
  await show();
  expect(fact('Continues')).toBe('the run before, from point 3');
  expect(fact('Continued by')).toBe('scan 8');
  expect(asked).toContainEqual({ method: 'runs.list', input: { metadata: { 'continues.run_uid': 'r' } } });
  await userEvent.click(screen.getByRole('button', { name: 'scan 8' }));
  expect(asked).toContainEqual({ method: 'runs.get', input: { uid: 'after' } });
});

test('it says what the run was made with, what of it is in no repository, and what is not real', async () => {
  await show();
  const rows = screen.getAllByRole('row').map((row) => row.textContent);
  expect(rows).toEqual([
    'Hutch0.1.0 —',
    'plan— plans/scan.ts, commit 0123456, changed since',
    'stage.xEpicsMotor devices.ts',
    'detSimDetector mock—',
  ]);
  expect(within(screen.getAllByRole('row')[3]!).getByText('mock').className).toContain('tag-sim');
});

test('a run whose request nobody remembers is shown all the same', async () => {
  isTaskKnown = false;
  await show();
  expect(fact('Who')).toBe('ada');
  expect(screen.getByText('failed')).toBeDefined();
});
