// @vitest-environment jsdom
import { act, cleanup, fireEvent, render, screen } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { PlanModel } from '#shared/contract/plans.ts';
import { HutchClient } from '../client/hutch-client.ts';
import { FakeTransport } from '../client/testing/fake-transport.ts';
import { ClientContext } from '../client/use-client.ts';
import { aQueue, aTask } from '../queue/testing/task-builders.ts';
import { applyDevices } from '../stores/devices-store.ts';
import { startEdit, useDraftsStore } from '../stores/drafts-store.ts';
import { useHostStore } from '../stores/host-store.ts';
import { usePlansStore } from '../stores/plans-store.ts';
import { useTasksStore } from '../stores/tasks-store.ts';
import { useWorkerStore } from '../stores/worker-store.ts';
import { PlansPanel } from './PlansPanel.tsx';

const motor = { type: 'string', enum: ['stage.x', 'stage.y'], title: 'Motor', 'x-device': { protocol: 'Movable' } };
const position = (title: string) => ({ type: 'number', title, 'x-units-from': 'motor' });
const scan: PlanModel = {
  name: 'scan',
  description: 'Move along a line.',
  group: 'Scans',
  schema: {
    type: 'object',
    properties: {
      detectors: {
        type: 'array',
        title: 'Detectors',
        minItems: 1,
        default: ['det'],
        items: { type: 'string', enum: ['det', 'i0'], 'x-device': { protocol: 'Readable' } },
      },
      axes: {
        type: 'array',
        title: 'Axes',
        minItems: 1,
        items: {
          type: 'object',
          properties: { motor, start: position('Start'), stop: position('Stop') },
          required: ['motor', 'start', 'stop'],
        },
      },
      num: { type: 'integer', minimum: 1, title: 'Points', default: 11 },
      metadata: { type: 'object', title: 'Metadata', additionalProperties: {} },
    },
    required: ['axes'],
    additionalProperties: false,
  },
};
const count: PlanModel = {
  name: 'count',
  description: 'Read detectors.',
  group: 'Counting',
  schema: {
    type: 'object',
    properties: {
      num: { type: 'integer', title: 'Readings', default: 1 },
      delay: {
        title: 'Delay',
        units: 's',
        anyOf: [
          { type: 'number', minimum: 0 },
          { type: 'array', items: { type: 'number', minimum: 0 } },
        ],
      },
    },
  },
};

let transport: FakeTransport;
let client: HutchClient;

/** The last request of a method, for the test to answer. */
function lastRequest(method: string) {
  return transport.sentOf('request').findLast((frame) => frame.method === method);
}

async function pass(ms: number): Promise<void> {
  await act(() => vi.advanceTimersByTimeAsync(ms));
}

async function type(label: string, text: string): Promise<void> {
  fireEvent.change(screen.getByLabelText(label), { target: { value: text } });
  await pass(0);
}

beforeEach(() => {
  vi.useFakeTimers();
  Element.prototype.scrollIntoView = () => undefined;
  transport = new FakeTransport();
  client = new HutchClient(transport);
  client.connect();
  transport.accept();
  useHostStore.setState({ connection: client.connection, info: null });
  usePlansStore.setState({ plans: [scan, count], isLoaded: true });
  useDraftsStore.setState({ selected: 'scan', drafts: {}, columns: {}, edit: null });
  useWorkerStore.setState({ state: 'IDLE' });
  useTasksStore.setState({ tasks: [], queue: aQueue() });
  const stage = { kind: 'SimMotor', protocols: [], simulated: true, state: 'connected' as const, children: [] };
  const units = (field: string, unit: string) => ({ field, dtype: 'number' as const, shape: [], units: unit });
  applyDevices([
    { ...stage, name: 'stage.x', value: units('stage-x', 'mm') },
    { ...stage, name: 'stage.y', value: units('stage-y', 'um') },
  ]);
  render(
    <ClientContext value={client}>
      <PlansPanel />
    </ClientContext>,
  );
});

afterEach(async () => {
  cleanup();
  await vi.runOnlyPendingTimersAsync();
  client.dispose();
  vi.useRealTimers();
});

describe('the form of a plan', () => {
  test('begins with its defaults and one empty row, and does not shout', () => {
    expect(screen.getByLabelText('Points')).toHaveProperty('value', '11');
    expect(screen.getByLabelText('Motor of axis 1')).toHaveProperty('value', '');
    expect(screen.getByLabelText('Remove det')).toBeDefined();
    expect(screen.queryByText('This is needed')).toBeNull();
  });

  test('says at the field what is needed once somebody tries to run', async () => {
    fireEvent.click(screen.getByRole('button', { name: 'Run' }));
    await pass(50);
    expect(screen.getAllByText('This is needed')).toHaveLength(3);
    expect(lastRequest('tasks.submit')).toBeUndefined();
    expect(document.activeElement).toBe(screen.getByLabelText('Motor of axis 1'));
  });

  test('keeps what is no number as it was typed, and says so', async () => {
    await type('Points', '1e');
    expect(screen.getByLabelText('Points')).toHaveProperty('value', '1e');
    expect(screen.getByText('“1e” is not a whole number')).toBeDefined();
    expect(screen.getByLabelText('Points').getAttribute('aria-invalid')).toBe('true');
  });

  test('shows the units of the motor that a row names', async () => {
    useDraftsStore.setState({
      drafts: { scan: { params: { axes: [{ motor: 'stage.x' }, { motor: 'stage.y' }] }, purpose: '' } },
    });
    await pass(0);
    expect(screen.getByLabelText('Stop of axis 1').parentElement?.textContent).toBe('mm');
    expect(screen.getByLabelText('Stop of axis 2').parentElement?.textContent).toBe('um');
  });

  test('adds and removes rows', async () => {
    fireEvent.click(screen.getByRole('button', { name: 'Add axis' }));
    await pass(0);
    await type('Start of axis 2', '5');
    fireEvent.click(screen.getByRole('button', { name: 'Remove axis 1' }));
    await pass(0);
    expect(screen.getByLabelText('Start of axis 1')).toHaveProperty('value', '5');
    expect(screen.queryByLabelText('Start of axis 2')).toBeNull();
  });

  test('does not lose what was typed when another plan is looked at', async () => {
    await type('Stop of axis 1', '12.5');
    await type('What for', 'LaB6 std');
    fireEvent.click(screen.getByRole('button', { name: /^count/ }));
    await pass(0);
    expect(screen.getByLabelText('Readings')).toHaveProperty('value', '1');
    fireEvent.click(screen.getByRole('button', { name: /^scan/ }));
    await pass(0);
    expect(screen.getByLabelText('Stop of axis 1')).toHaveProperty('value', '12.5');
    expect(screen.getByLabelText('What for')).toHaveProperty('value', 'LaB6 std');
  });

  test('leaves a field empty that somebody has cleared', async () => {
    await type('Points', '');
    expect(screen.getByLabelText('Points')).toHaveProperty('value', '');
    expect(useDraftsStore.getState().drafts.scan?.params.num).toBeUndefined();
  });

  test('keeps the chosen devices when Escape is pressed in a picker', async () => {
    fireEvent.keyDown(screen.getByRole('combobox', { name: 'Detectors' }), { key: 'Escape' });
    await pass(0);
    expect(screen.getByLabelText('Remove det')).toBeDefined();
  });

  test('takes metadata as keys with values', async () => {
    fireEvent.click(screen.getByRole('button', { name: 'Add key' }));
    await pass(0);
    await type('Key 1 of Metadata', 'sample');
    await type('sample of Metadata', 'LaB6');
    expect(useDraftsStore.getState().drafts.scan?.params.metadata).toEqual({ sample: 'LaB6' });
  });

  test('offers the kinds of a union beside its value', async () => {
    fireEvent.click(screen.getByRole('button', { name: /^count/ }));
    await pass(0);
    await type('Delay', '0.5');
    expect(useDraftsStore.getState().drafts.count?.params.delay).toBe(0.5);
    fireEvent.change(screen.getByLabelText('Kind of Delay'), { target: { value: '1' } });
    await pass(0);
    await type('Delay', '0.1, 0.2');
    expect(useDraftsStore.getState().drafts.count?.params.delay).toEqual([0.1, 0.2]);
  });
});

describe('the host', () => {
  async function fill(): Promise<void> {
    const params = { detectors: ['det'], axes: [{ motor: 'stage.x', start: 0, stop: 26 }], num: 11 };
    useDraftsStore.setState({ drafts: { scan: { params, purpose: 'LaB6 std' } } });
    await pass(0);
  }

  test('is asked once the typing rests, and its answer stands at the field', async () => {
    await fill();
    expect(lastRequest('tasks.check')).toBeUndefined();
    await pass(400);
    const { id } = lastRequest('tasks.check')!;
    const message = 'stage.x ends at 25 mm: 26 is beyond its upper limit';
    const issues = [{ path: 'params.axes[0].stop', code: 'limit_violation' as const, message }];
    await act(async () =>
      transport.deliver({ type: 'error', id, error: { code: 'invalid_params', message: 'no', issues } }),
    );
    expect(screen.getByText(message)).toBeDefined();
    const field = screen.getByLabelText('Stop of axis 1');
    expect(document.getElementById(field.getAttribute('aria-describedby')!)?.textContent).toBe(message);
    await type('Stop of axis 1', '25');
    expect(screen.queryByText(message)).toBeNull();
  });

  test('gets the request with what it is for, once however often one presses', async () => {
    await fill();
    fireEvent.click(screen.getByRole('button', { name: 'Run' }));
    fireEvent.click(screen.getByRole('button', { name: 'Run' }));
    const sent = transport.sentOf('request').filter(({ method }) => method === 'tasks.submit');
    expect(sent).toHaveLength(1);
    expect(sent[0]).toMatchObject({ input: { name: 'scan', params: { num: 11 }, purpose: 'LaB6 std' } });
  });

  test('that refuses a request says why at the field, and nothing typed is lost', async () => {
    await fill();
    fireEvent.click(screen.getByRole('button', { name: 'Run' }));
    const { id } = lastRequest('tasks.submit')!;
    const issues = [
      { path: 'params.detectors[0]', code: 'unknown_device' as const, message: 'Device det cannot be found' },
    ];
    await act(async () =>
      transport.deliver({ type: 'error', id, error: { code: 'unknown_device', message: 'no', issues } }),
    );
    expect(screen.getByText('Device det cannot be found')).toBeDefined();
    expect(screen.getByLabelText('Stop of axis 1')).toHaveProperty('value', '26');
  });

  test('that is away leaves the form alone and the button says why it waits', async () => {
    await fill();
    await act(async () => {
      transport.lose();
      useHostStore.setState({ connection: client.connection });
    });
    const button = screen.getByRole('button', { name: 'Run' });
    expect(button.getAttribute('aria-disabled')).toBe('true');
    expect(screen.getByRole('status').textContent).toMatch(/no connection.*kept/);
    expect(screen.getByLabelText('Stop of axis 1')).toHaveProperty('value', '26');
  });
});

test('the button says what it does now', async () => {
  expect(screen.getByRole('button', { name: 'Run' })).toBeDefined();
  await act(async () => useWorkerStore.setState({ state: 'RUNNING' }));
  expect(screen.getByRole('button', { name: 'Add to queue' })).toBeDefined();
});

test('the search takes the plan that it finds', async () => {
  const search = screen.getByLabelText('Search plans');
  await type('Search plans', 'coun');
  expect(screen.queryByRole('button', { name: /^scan/ })).toBeNull();
  fireEvent.keyDown(search, { key: 'Enter' });
  await pass(0);
  expect(screen.getByRole('heading', { name: /count/ })).toBeDefined();
  await pass(50);
  expect(document.activeElement).toBe(screen.getByLabelText('Readings'));
});

const filled = { detectors: ['det'], axes: [{ motor: 'stage.x', start: 0, stop: 1 }], num: 11 };

describe('the columns of the beamline', () => {
  const sample = { name: 'sample', title: 'Sample', required: true };
  const proposal = { name: 'proposal', title: 'Proposal', required: false, choices: ['cm-1', 'mx-22'] };

  beforeEach(async () => {
    await act(async () => {
      useHostStore.setState({ info: { columns: [sample, proposal] } as never });
      useDraftsStore.setState({ drafts: { scan: { params: filled, purpose: '' } } });
    });
    await pass(0);
  });

  test('one that is required is asked for at its field', async () => {
    fireEvent.click(screen.getByRole('button', { name: 'Run' }));
    await pass(50);
    expect(lastRequest('tasks.submit')).toBeUndefined();
    const field = screen.getByLabelText(/^Sample/);
    expect(document.activeElement).toBe(field);
    expect(document.getElementById(field.getAttribute('aria-describedby')!)?.textContent).toBe('Sample is needed');
  });

  test('what was typed goes with the request and stays for the next plan', async () => {
    await type('Proposal', 'cm-1');
    fireEvent.change(screen.getByLabelText(/^Sample/), { target: { value: 'LaB6' } });
    await pass(0);
    fireEvent.click(screen.getByRole('button', { name: 'Run' }));
    expect(lastRequest('tasks.submit')).toMatchObject({ input: { columns: { sample: 'LaB6', proposal: 'cm-1' } } });
    fireEvent.click(screen.getByRole('button', { name: /^count/ }));
    await pass(0);
    expect(screen.getByLabelText(/^Sample/)).toHaveProperty('value', 'LaB6');
  });

  test('what the host says of one stands at its field', async () => {
    fireEvent.change(screen.getByLabelText(/^Sample/), { target: { value: 'LaB7' } });
    await pass(0);
    fireEvent.click(screen.getByRole('button', { name: 'Run' }));
    const { id } = lastRequest('tasks.submit')!;
    const message = 'Sample must be one of LaB6, Cu foil, not LaB7';
    const issues = [{ path: 'columns.sample', code: 'invalid_params' as const, message }];
    await act(async () =>
      transport.deliver({ type: 'error', id, error: { code: 'invalid_params', message: 'no', issues } }),
    );
    expect(screen.getByText(message)).toBeDefined();
    expect(screen.getByLabelText(/^Sample/).getAttribute('aria-invalid')).toBe('true');
  });
});

describe('an item of the queue that is being changed', () => {
  const item = aTask({ task_id: 'a', params: filled, purpose: 'map', columns: {} });

  beforeEach(async () => {
    await act(async () => {
      useDraftsStore.setState({ drafts: { scan: { params: { ...filled, num: 99 }, purpose: 'typed before' } } });
      useTasksStore.setState({ tasks: [aTask({ task_id: 'z' }), item], queue: aQueue({ revision: 4 }) });
      startEdit(item, 4);
    });
    await pass(0);
  });

  const change = async (): Promise<void> => {
    fireEvent.click(screen.getByRole('button', { name: 'Change in queue' }));
    await pass(0);
  };

  test('stands in the form, and what was typed before comes back when it is over', async () => {
    expect(screen.getByText('Changing item 2 of 2')).toBeDefined();
    expect(screen.getByLabelText('What for')).toHaveProperty('value', 'map');
    await type('Points', '21');
    fireEvent.click(screen.getByRole('button', { name: 'Cancel change' }));
    await pass(0);
    expect(screen.getByLabelText('What for')).toHaveProperty('value', 'typed before');
    expect(screen.getByLabelText('Points')).toHaveProperty('value', '99');
    expect(lastRequest('queue.edit')).toBeUndefined();
  });

  test('is changed where it stands, whatever others did to other items meanwhile', async () => {
    await type('Points', '21');
    await act(async () => useTasksStore.setState({ tasks: [item], queue: aQueue({ revision: 6 }) }));
    await change();
    const sent = lastRequest('queue.edit')!;
    expect(sent.input).toEqual({
      task_id: 'a',
      request: { params: { ...filled, num: 21 }, purpose: 'map', columns: {} },
      revision: 6,
    });
    const output = { revision: 70, queue: aQueue({ revision: 7 }), tasks: [item] };
    await act(async () => transport.deliver({ type: 'result', id: sent.id, output }));
    await pass(0);
    expect(useDraftsStore.getState().edit).toBeNull();
    expect(screen.getByText('scan was changed in the queue')).toBeDefined();
  });

  test('that somebody else has changed is refused with what they did, and nothing typed is lost', async () => {
    await type('Points', '21');
    await act(async () =>
      useTasksStore.setState({ tasks: [{ ...item, purpose: 'theirs' }], queue: aQueue({ revision: 5 }) }),
    );
    expect(screen.getByText(/somebody has changed it meanwhile/)).toBeDefined();
    await change();
    const { id, input } = lastRequest('queue.edit')!;
    expect(input).toMatchObject({ revision: 4 });
    const message = 'The queue has changed since you looked: scan was changed by bob (console).';
    await act(async () => transport.deliver({ type: 'error', id, error: { code: 'conflict', message } }));
    await pass(0);
    expect(screen.getByText(message)).toBeDefined();
    expect(screen.getByLabelText('Points')).toHaveProperty('value', '21');
  });

  test('that has started meanwhile can be added as a new one', async () => {
    await type('Points', '21');
    await act(async () => useTasksStore.setState({ tasks: [{ ...item, state: 'running' }] }));
    expect(screen.getByText(/would be added as a new one/)).toBeDefined();
    fireEvent.click(screen.getByRole('button', { name: /^(Run|Add to queue)$/ }));
    await pass(0);
    expect(lastRequest('tasks.submit')).toMatchObject({ input: { params: { num: 21 }, purpose: 'map' } });
    expect(lastRequest('queue.edit')).toBeUndefined();
  });
});
