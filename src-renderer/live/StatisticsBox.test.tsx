import { cleanup, render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ClientContext } from '../client/use-client.ts';
import { deviceReadback, motorModel } from '../devices/testing/device-builders.ts';
import { type Asked, fakeClient } from '../devices/testing/fake-client.ts';
import { applyDevices } from '../stores/devices-store.ts';
import { useFocusStore } from '../stores/focus-store.ts';
import { useHostStore } from '../stores/host-store.ts';
import { useWorkerStore } from '../stores/worker-store.ts';
import type { RunField } from './run-field.ts';
import { StatisticsBox } from './StatisticsBox.tsx';

const x: RunField = { key: 'stage-x', label: 'stage.x', units: 'mm', precision: 3, kind: 'number', isHinted: true };
const peak = { maximumX: 0.42, maximumY: 14_332, centreOfMass: 0.423_49, fwhm: 0.259 };

function show(field = x): Asked[] {
  const { client, asked } = fakeClient(() => deviceReadback('stage.x'));
  render(
    <ClientContext value={client}>
      <StatisticsBox peak={peak} x={field} side="right" />
    </ClientContext>,
  );
  return asked;
}

describe('StatisticsBox', () => {
  beforeEach(() => {
    useHostStore.setState({ connection: { status: 'connected', since: 0 } });
    applyDevices([motorModel('stage.x')]);
    useWorkerStore.setState({ state: 'IDLE' });
  });
  afterEach(cleanup);

  it('tells the peak in the units and with the precision of the motor', () => {
    show();
    expect(screen.getByText('0.420 mm')).toBeDefined();
    expect(screen.getByText('0.423 mm')).toBeDefined();
    expect(screen.getByText('0.259 mm')).toBeDefined();
  });

  it('moves the motor to what is written, digit for digit, and shows it', async () => {
    const asked = show();
    await userEvent.click(
      screen.getByRole('button', { name: 'Go there: move stage.x to the centre of mass, 0.423 mm' }),
    );
    expect(asked).toEqual([{ method: 'devices.set', input: { name: 'stage.x', value: 0.423 } }]);
    expect(useFocusStore.getState().device).toBe('stage.x');
  });

  it('does not move while a plan runs, and says why', async () => {
    useWorkerStore.setState({ state: 'RUNNING' });
    const asked = show();
    const button = screen.getByRole('button', { name: /maximum/ });
    await userEvent.click(button);
    expect(asked).toEqual([]);
    expect(button.getAttribute('title')).toContain('A plan runs');
  });

  it('offers no way where the axis is no motor', () => {
    show({ ...x, key: 'det' });
    expect(screen.queryByRole('button')).toBeNull();
  });
});
