import { act, cleanup, render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { DeviceModel, DeviceReadback } from '#shared/contract/devices.ts';
import { HutchError } from '#shared/errors.ts';
import { aHostInfo } from '../app/testing/a-host-info.ts';
import { ClientContext } from '../client/use-client.ts';
import { applyReadbacks, useDevicesStore } from '../stores/devices-store.ts';
import { useHostStore } from '../stores/host-store.ts';
import { DeviceBlock } from './DeviceBlock.tsx';
import { useDeviceActions } from './device-actions.ts';
import { useDeviceEdits } from './device-edits-store.ts';
import { deviceModel, deviceReadback, motorModel } from './testing/device-builders.ts';
import { type Asked, fakeClient } from './testing/fake-client.ts';

const now = Date.now() / 1000;
const at = (value: number, over: Partial<DeviceReadback> = {}): DeviceReadback =>
  deviceReadback('stage.x', { readback: { value, timestamp: now, alarm_severity: 'none' }, setpoint: value, ...over });

function show(model: DeviceModel, readback: DeviceReadback, answer?: (asked: Asked) => unknown): Asked[] {
  const { client, asked } = fakeClient(answer ?? (() => readback));
  applyReadbacks([readback]);
  render(
    <ClientContext value={client}>
      <ul>
        <DeviceBlock model={model} label="x" isOpenAtFirst />
      </ul>
    </ClientContext>,
  );
  return asked;
}

describe('DeviceBlock', () => {
  beforeEach(() => {
    useDevicesStore.setState({ readbacks: {} });
    useDeviceEdits.setState({ edits: {} });
    useDeviceActions.setState({ refusals: {} });
    useHostStore.setState({ connection: { status: 'connected', since: 0 } });
  });
  afterEach(cleanup);

  it('shows the readback with its unit, what it was set to, and where a step leads', () => {
    show(motorModel('stage.x'), at(0.8));
    expect(screen.getByText('0.800')).toBeDefined();
    expect(screen.getByText('set to 0.800')).toBeDefined();
    expect(screen.getByRole('button', { name: 'Step stage.x up: → 0.900' })).toBeDefined();
    expect(screen.getByRole('button', { name: 'Step stage.x down: → 0.700' })).toBeDefined();
  });

  it('asks for the position that it has shown', async () => {
    const asked = show(motorModel('stage.x'), at(0.8));
    await userEvent.click(screen.getByRole('button', { name: /Step stage.x up/ }));
    expect(asked).toEqual([{ method: 'devices.set', input: { name: 'stage.x', value: 0.9 } }]);
  });

  it('does not step beyond a limit, and says why', async () => {
    const asked = show(motorModel('stage.x'), at(25));
    const up = screen.getByRole('button', { name: 'Step stage.x up: at its upper limit' });
    expect(up.getAttribute('aria-disabled')).toBe('true');
    await userEvent.click(up);
    expect(asked).toEqual([]);
  });

  it('has Stop in place of the step while it moves', async () => {
    const asked = show(motorModel('stage.x'), at(0.66, { moving: true, activity: 'moving', setpoint: 0.68 }));
    expect(screen.getByText('moving to 0.680')).toBeDefined();
    expect(screen.queryByRole('button', { name: /Step/ })).toBeNull();
    await userEvent.click(screen.getByRole('button', { name: 'Stop stage.x' }));
    expect(asked).toEqual([{ method: 'devices.stop', input: { name: 'stage.x' } }]);
  });

  it('says which plan owns it, offers nothing but Stop, and never disables that', () => {
    show(motorModel('stage.x'), at(0.66, { owner: 'scan' }));
    expect(screen.getByText('the scan owns this motor')).toBeDefined();
    expect(screen.queryByRole('button', { name: /Set/ })).toBeNull();
    expect(screen.getByRole('button', { name: 'Stop stage.x' }).getAttribute('aria-disabled')).toBeNull();
  });

  it('keeps a typed value that is refused, with the reason of the host', async () => {
    show(motorModel('stage.x'), at(0), () => {
      throw new HutchError('device_busy', 'stage.x is still moving; stop it first.');
    });
    await userEvent.click(screen.getByRole('button', { name: 'Set stage.x to a value' }));
    await userEvent.type(screen.getByLabelText(/^Value for stage.x/), '1.5{Enter}');
    expect(screen.getByRole('alert').textContent).toContain('still moving');
    expect(screen.getByLabelText<HTMLInputElement>(/^Value for stage.x/).value).toBe('1.5');
  });

  it('does not send a value beyond a limit', async () => {
    const asked = show(motorModel('stage.x'), at(0));
    await userEvent.click(screen.getByRole('button', { name: 'Set stage.x to a value' }));
    await userEvent.type(screen.getByLabelText(/^Value for stage.x/), '26{Enter}');
    expect(screen.getByText('26.000 is beyond its upper limit of 25.000 mm')).toBeDefined();
    expect(asked).toEqual([]);
  });

  it('says who does not answer, what it said last, and tries again', async () => {
    const asked = show(
      motorModel('stage.x'),
      at(0.66, { state: 'disconnected', state_since: now, error: 'BL22-MO-STAGE:X does not answer' }),
    );
    expect(screen.getByText('disconnected')).toBeDefined();
    expect(screen.getByText('BL22-MO-STAGE:X does not answer')).toBeDefined();
    expect(screen.getByText(/^last value 0.660 at /)).toBeDefined();
    await userEvent.click(screen.getByRole('button', { name: 'Retry stage.x' }));
    expect(asked).toEqual([{ method: 'devices.retry', input: { name: 'stage.x' } }]);
  });

  it('offers the choices of a shutter, the present one pressed', async () => {
    const value = { field: 'shutter', dtype: 'string' as const, shape: [], choices: ['open', 'closed'] };
    const shutter = deviceModel('shutter', { protocols: ['Movable', 'Readable'], value });
    const asked = show(
      shutter,
      deviceReadback('shutter', {
        readback: { value: 'open', timestamp: now, alarm_severity: 'none' },
        setpoint: 'open',
      }),
    );
    expect(screen.getByRole('button', { name: 'open' }).getAttribute('aria-pressed')).toBe('true');
    await userEvent.click(screen.getByRole('button', { name: 'closed' }));
    expect(asked).toEqual([{ method: 'devices.set', input: { name: 'shutter', value: 'closed' } }]);
  });

  it('says that there is no connection, shows what is old as old, and asks for nothing', async () => {
    useHostStore.setState({ connection: { status: 'lost', since: 0, reason: 'gone', attempt: 1, retryAt: 0 } });
    const asked = show(motorModel('stage.x'), at(0.8));
    expect(screen.getByText('no connection')).toBeDefined();
    expect(screen.getByText('0.800').closest('.device-value')?.className).toContain('device-value-old');
    const step = screen.getByRole('button', { name: /Step stage.x up/ });
    expect(step.title).toBe('There is no connection to Hutch now');
    await userEvent.click(step);
    await userEvent.click(screen.getByRole('button', { name: 'Set stage.x to a value' }));
    expect(asked).toEqual([]);
  });

  it('can be looked at and not moved while one only watches', async () => {
    useHostStore.setState({ info: aHostInfo({ watching: true }) });
    const asked = show(motorModel('stage.x'), at(0.8));
    expect(screen.queryByText('no connection')).toBeNull();
    await userEvent.click(screen.getByRole('button', { name: /Step stage.x up/ }));
    expect(asked).toEqual([]);
    useHostStore.setState({ info: null });
  });

  it('follows new readbacks', () => {
    show(motorModel('stage.x'), at(0.8));
    act(() => applyReadbacks([at(1.25)]));
    expect(screen.getByText('1.250')).toBeDefined();
  });
});
