import { act, cleanup, fireEvent, render, screen, waitFor, within } from '@testing-library/react';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { SimSwitches } from '#shared/contract/devices.ts';
import { HutchError } from '#shared/errors.ts';
import { ClientContext } from '../client/use-client.ts';
import { deviceReadback } from '../devices/testing/device-builders.ts';
import { type Asked, fakeClient } from '../devices/testing/fake-client.ts';
import { applyReadbacks, useDevicesStore } from '../stores/devices-store.ts';
import { useHostStore } from '../stores/host-store.ts';
import { SimulatorDialog } from './SimulatorDialog.tsx';

const switches = (device: string): SimSwitches => ({
  device,
  kind: 'SimMotor',
  fault: 'none',
  faults: ['none', 'stall', 'refuse_to_stop'],
  after: 0,
  signal: `${device}.sim.fault`,
  after_signal: `${device}.sim.fault_after`,
});

let list: SimSwitches[];
let refusal: HutchError | undefined;
let asked: Asked[];

function open(): void {
  const fake = fakeClient(({ method }) => {
    if (refusal) throw refusal;
    return method === 'sim.list' ? list : undefined;
  });
  asked = fake.asked;
  render(
    <ClientContext value={fake.client}>
      <SimulatorDialog label="simulated" />
    </ClientContext>,
  );
  expect(asked).toEqual([]);
  fireEvent.click(screen.getByRole('button', { name: 'simulated' }));
}
const fault = (device: string) => screen.findByLabelText<HTMLSelectElement>(`Fault of ${device}`);
const says = (signal: string, value: string | number) =>
  act(() => applyReadbacks([deviceReadback(signal, { readback: { value, timestamp: 0, alarm_severity: 'none' } })]));

beforeEach(() => {
  list = [switches('stage.x'), switches('det')];
  refusal = undefined;
  useHostStore.setState({ connection: { status: 'connected', since: 0 } });
  useDevicesStore.setState({ readbacks: {} });
});
afterEach(cleanup);

test('the tag opens the switches of every simulated device, and says that nothing of it is real', async () => {
  open();
  const dialog = await screen.findByRole('dialog', { name: /Simulator not real/ });
  expect((await fault('stage.x')).value).toBe('none');
  const options = within(await fault('det')).getAllByRole('option');
  expect(options.map(({ textContent }) => textContent)).toEqual(['well', 'stall', 'refuse to stop']);
  fireEvent.click(within(dialog).getByRole('button', { name: 'Close' }));
  await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
});

test('what is picked is thrown at once, after as many operations as were typed', async () => {
  open();
  fireEvent.change(await fault('stage.x'), { target: { value: 'stall' } });
  fireEvent.change(screen.getByLabelText(/Operations that go well/), { target: { value: '4' } });
  fireEvent.change(await fault('det'), { target: { value: 'stall' } });
  fireEvent.change(await fault('stage.x'), { target: { value: 'refuse_to_stop' } });
  expect(asked.filter(({ method }) => method === 'sim.fault').map(({ input }) => input)).toEqual([
    { device: 'stage.x', kind: 'stall', after: 0 },
    { device: 'det', kind: 'stall', after: 4 },
    { device: 'stage.x', kind: 'refuse_to_stop', after: 4 },
  ]);
});

test('a fault shows whoever has thrown it, with when it comes', async () => {
  open();
  const row = (await fault('stage.x')).closest('tr')!;
  says('stage.x.sim.fault', 'stall');
  expect((await fault('stage.x')).value).toBe('stall');
  expect(within(row).getByText('now')).toBeDefined();
  says('stage.x.sim.fault_after', 3);
  expect(within(row).getByText('after 3 more')).toBeDefined();
});

test('all can be well again', async () => {
  open();
  fireEvent.click(await screen.findByRole('button', { name: 'All well' }));
  expect(asked.at(-1)).toEqual({ method: 'sim.clear', input: {} });
});

test('a refusal is said in its sentence', async () => {
  open();
  await fault('det');
  refusal = new HutchError('not_allowed', 'det has no switches.');
  fireEvent.change(await fault('det'), { target: { value: 'stall' } });
  expect((await screen.findByRole('alert')).textContent).toBe('det has no switches.');
});

test('without switches it says why', async () => {
  list = [];
  open();
  expect(await screen.findByText('No device has switches')).toBeDefined();
});
