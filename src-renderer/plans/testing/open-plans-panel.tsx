import { act, cleanup, fireEvent, render, screen } from '@testing-library/react';
import { afterEach, beforeEach, vi } from 'vitest';
import { HutchClient } from '../../client/hutch-client.ts';
import { FakeTransport } from '../../client/testing/fake-transport.ts';
import { ClientContext } from '../../client/use-client.ts';
import { aQueue } from '../../queue/testing/task-builders.ts';
import { applyDevices } from '../../stores/devices-store.ts';
import { useDraftsStore } from '../../stores/drafts-store.ts';
import { useHostStore } from '../../stores/host-store.ts';
import { usePlansStore } from '../../stores/plans-store.ts';
import { useTasksStore } from '../../stores/tasks-store.ts';
import { useWorkerStore } from '../../stores/worker-store.ts';
import { PlansPanel } from '../PlansPanel.tsx';
import { count, scan } from './plan-models.ts';

/** Of the panel that is open. */
export let transport: FakeTransport;
export let client: HutchClient;

/** The last request of a method, for the test to answer. */
export function lastRequest(method: string) {
  return transport.sentOf('request').findLast((frame) => frame.method === method);
}

/** Lets time pass, and the panel with it. */
export async function pass(ms: number): Promise<void> {
  await act(() => vi.advanceTimersByTimeAsync(ms));
}

/** Types into the field with this label. */
export async function type(label: string, text: string): Promise<void> {
  fireEvent.change(screen.getByLabelText(label), { target: { value: text } });
  await pass(0);
}

/** jsdom lays nothing out: nothing ever changes its size. */
class FakeResizeObserver {
  observe(): void {
    // There is nothing to be seen.
  }
  disconnect(): void {
    // There is nothing to be told of.
  }
}

/** Opens the panel before each test of a file, with two plans, two motors and nothing waiting, and closes it afterwards. */
export function openPlansPanel(): void {
  beforeEach(() => {
    vi.useFakeTimers();
    Element.prototype.scrollIntoView = () => undefined;
    vi.stubGlobal('ResizeObserver', FakeResizeObserver);
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
    vi.unstubAllGlobals();
  });
}
