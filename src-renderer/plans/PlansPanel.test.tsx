import { act, fireEvent, screen } from '@testing-library/react';
import { describe, expect, test } from 'vitest';
import { useDraftsStore } from '../stores/drafts-store.ts';
import { useHostStore } from '../stores/host-store.ts';
import { useWorkerStore } from '../stores/worker-store.ts';
import { client, lastRequest, openPlansPanel, pass, transport, type } from './testing/open-plans-panel.tsx';

openPlansPanel();

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
